package io.arcconnect.ssh;

/** What kind of file a name stands for. */
public enum SftpFileType {
    /** A regular file. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** A symbolic link. */
    LINK,
    /** Something else, such as a device or a socket. */
    OTHER,
    /** The server did not say. */
    UNKNOWN
}
