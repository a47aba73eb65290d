package io.arcconnect.ssh.internal.scp;

import java.io.IOException;

/** The machine has no program of that name. */
public final class ScpMissing extends IOException {

    private static final long serialVersionUID = 1L;

    ScpMissing(String what) {
        super(what);
    }
}
