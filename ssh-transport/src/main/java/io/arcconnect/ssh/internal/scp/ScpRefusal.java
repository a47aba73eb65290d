package io.arcconnect.ssh.internal.scp;

import java.io.IOException;

/** The machine's scp says that it does not do it; the message is its own. */
public final class ScpRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Builds the exception.
     *
     * @param said by the machine
     */
    public ScpRefusal(String said) {
        super(said);
    }
}
