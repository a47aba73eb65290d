package io.arcconnect.rdp;

import org.jspecify.annotations.Nullable;

/**
 * What was found on a port.
 *
 * @param port of the machine
 * @param answer what
 * @param refusal why no stream leads there, where none does
 */
record RdpFinding(int port, RdpAnswer answer, @Nullable Throwable refusal) {

    /** {@return port and answer, in words} */
    String words() {
        return answer.on(port);
    }
}
