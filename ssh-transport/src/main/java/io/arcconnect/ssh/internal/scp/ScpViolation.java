package io.arcconnect.ssh.internal.scp;

import java.io.IOException;

/** The machine's scp breaks the rules of the protocol. */
public final class ScpViolation extends IOException {

    private static final long serialVersionUID = 1L;

    ScpViolation(String what) {
        super(what);
    }
}
