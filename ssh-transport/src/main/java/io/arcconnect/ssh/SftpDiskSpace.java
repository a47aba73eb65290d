package io.arcconnect.ssh;

/**
 * How full a file system of the machine is.
 *
 * @param total its size in bytes
 * @param free bytes that nobody has
 * @param available bytes that the user may still write
 */
public record SftpDiskSpace(long total, long free, long available) {}
