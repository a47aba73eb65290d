package io.arcconnect.ssh;

import io.arcconnect.model.MachineId;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Gives a user certificate when a session is opened: a file, an authority of your own, or Microsoft Entra ID. The test
 * double is a lambda.
 */
@FunctionalInterface
public interface SshCertificateSource {

    /**
     * Gives a certificate that is valid now.
     *
     * <p><b>Subscribing</b> gets one, or finds one that is still valid; it happens once in each login that comes so far, with
     * the host key believed already, on a thread that may block. <b>Empty</b> means that there is none for this machine: the
     * next identity is tried. <b>Error:</b> any {@code ArcConnectException}; the login fails with it, unless another identity
     * succeeds. <b>Cancel:</b> nobody waits any more. The time it takes counts towards {@link Ssh#loginTimeout}.
     *
     * @param machine which machine is logged in to
     * @return the certificate with its key
     */
    Mono<SshCertificate> certificate(MachineId machine);

    /**
     * Says whether no Windows machine accepts these certificates, such as those of Entra ID (protocol.md 6.6). Then one is
     * refused with {@code ssh.certificate_not_for_windows} before {@link #certificate} is asked. Default {@code false}.
     *
     * @return whether they are for Linux machines only
     */
    default boolean isLinuxOnly() {
        return false;
    }

    /**
     * Says what a login needs besides the certificate, such as a role; it is told when a machine refuses one. Default: nothing.
     *
     * @return the end of a sentence that begins with "these certificates need"
     */
    default Optional<String> requirements() {
        return Optional.empty();
    }
}
