package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;

/** The server said what SFTP does not allow. */
public final class SftpViolation extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what.
     *
     * @param what in words, without the bytes
     */
    public SftpViolation(String what) {
        super(what);
    }
}
