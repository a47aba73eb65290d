package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;

/** The server answered a request with a status other than OK. */
public final class StatusFailure extends IOException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String operation;
    private final String path;

    StatusFailure(int code, String text, String operation, String path) {
        super(text);
        this.code = code;
        this.operation = operation;
        this.path = path;
    }

    /** {@return one of {@link StatusCode}, or another number} */
    public int code() {
        return code;
    }

    /** {@return what was asked for, such as {@code open}} */
    public String operation() {
        return operation;
    }

    /** {@return on which path} */
    public String path() {
        return path;
    }
}
