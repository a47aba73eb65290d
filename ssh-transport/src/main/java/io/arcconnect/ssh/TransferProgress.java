package io.arcconnect.ssh;

import java.util.OptionalLong;

/**
 * How far a transfer is.
 *
 * @param path of the file that moved on, on the machine
 * @param fileBytes how much of it is there
 * @param fileSize how much there will be, where that is known
 * @param files how many are complete, in all
 * @param bytes how many have gone over the connection, in all
 */
public record TransferProgress(String path, long fileBytes, OptionalLong fileSize, long files, long bytes) {}
