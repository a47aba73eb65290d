package io.arcconnect.ssh;

import io.arcconnect.ssh.internal.sftp.RemoteName;

/**
 * One name in a directory.
 *
 * @param name as the server has it, in UTF-8; bytes that are none are U+FFFD, and such a file cannot be reached
 * @param path the directory's and the name
 * @param attributes of the name itself: a link is not followed
 */
public record SftpEntry(String name, String path, SftpAttributes attributes) {

    static SftpEntry of(String directory, RemoteName told) {
        String path = directory.endsWith("/") ? directory + told.name() : directory + "/" + told.name();
        return new SftpEntry(told.name(), path, SftpAttributes.of(told.attributes()));
    }

    /** {@return what kind of file it is} */
    public SftpFileType type() {
        return attributes.type();
    }
}
