package io.arcconnect.ssh.internal.sftp;

/** What becomes of a file that exists. */
public enum WriteMode {
    /** It is emptied. */
    REPLACE(RemoteFile.WRITE | RemoteFile.CREATE | RemoteFile.TRUNCATE),
    /** It is left as it is, and opening fails. */
    NEW(RemoteFile.WRITE | RemoteFile.CREATE | RemoteFile.EXCLUSIVE),
    /** What is written comes after it. */
    APPEND(RemoteFile.WRITE | RemoteFile.CREATE | RemoteFile.APPEND),
    /** Bytes are written over it, and the rest stays. */
    UPDATE(RemoteFile.WRITE | RemoteFile.CREATE);

    private final int flags;

    WriteMode(int flags) {
        this.flags = flags;
    }

    int flags() {
        return flags;
    }
}
