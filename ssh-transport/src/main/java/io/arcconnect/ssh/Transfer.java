package io.arcconnect.ssh;

import java.util.List;

/**
 * What a transfer has done.
 *
 * @param files carried to their end
 * @param unchanged files that an earlier try had carried already
 * @param directories of a tree, whether they were there before or not
 * @param bytes of files that went over the connection
 * @param resumedBytes of files that were there from an earlier try
 * @param verifiedThere files whose SHA-256 the machine has computed and that are the same on both sides
 * @param verifiedByReading files that were read back for that, because the machine does not compute it for us
 * @param skipped paths of a tree that are neither file nor directory, and were left out
 */
public record Transfer(
        long files,
        long unchanged,
        long directories,
        long bytes,
        long resumedBytes,
        long verifiedThere,
        long verifiedByReading,
        List<String> skipped) {

    /** Keeps a copy of the list. */
    public Transfer {
        skipped = List.copyOf(skipped);
    }
}
