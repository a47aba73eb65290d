package io.arcconnect.ssh.internal.sftp;

/** Codes of a status (draft-ietf-secsh-filexfer-02, section 7). */
public final class StatusCode {

    /** It was done. */
    public static final int OK = 0;

    /** There is no more. */
    public static final int EOF = 1;

    /** No such file or directory. */
    public static final int NO_SUCH_FILE = 2;

    /** The user may not. */
    public static final int PERMISSION_DENIED = 3;

    /** Anything else that fails: version 3 has no code for a full disk, an existing file or a directory that is not empty. */
    public static final int FAILURE = 4;

    /** The server could not read the request, or, in OpenSSH, an argument was not valid (observed). */
    public static final int BAD_MESSAGE = 5;

    /** The server does not know the operation. */
    public static final int OP_UNSUPPORTED = 8;

    private StatusCode() {}
}
