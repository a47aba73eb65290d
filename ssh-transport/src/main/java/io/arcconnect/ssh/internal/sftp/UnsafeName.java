package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;

/** The machine names a file in a way that leads out of the directory it is to be written to. */
public final class UnsafeName extends IOException {

    private static final long serialVersionUID = 1L;

    UnsafeName(String what) {
        super(what);
    }
}
