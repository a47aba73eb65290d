package io.arcconnect.ssh.internal.sftp;

/**
 * One name that a server tells, with what it says of it.
 *
 * @param name as the server has it; bytes that are not UTF-8 are U+FFFD
 * @param line for people, such as {@code ls -l} prints it; often empty
 * @param attributes of the file, not followed when it is a link
 */
public record RemoteName(String name, String line, Attributes attributes) {}
