package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;

/** A file became another one while it was carried over. */
public final class FileChanged extends IOException {

    private static final long serialVersionUID = 1L;

    FileChanged(String what) {
        super(what);
    }
}
