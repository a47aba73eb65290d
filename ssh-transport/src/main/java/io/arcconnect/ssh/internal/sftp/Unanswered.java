package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;

/** The server is there, and answers nothing. */
public final class Unanswered extends IOException {

    private static final long serialVersionUID = 1L;

    Unanswered(String what) {
        super(what);
    }
}
