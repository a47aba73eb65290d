package io.arcconnect.ssh.internal.scp;

import java.io.IOException;

/** The machine's scp runs, and neither says nor takes anything. */
public final class ScpSilent extends IOException {

    private static final long serialVersionUID = 1L;

    public ScpSilent(String message) {
        super(message);
    }
}
