package io.arcconnect.ssh.internal.sftp;

/**
 * How files are carried.
 *
 * @param inPlace whether to write straight to the final name
 * @param resume whether to go on where an earlier try ended
 * @param verify whether to compare both files' SHA-256
 * @param keep whether to keep permissions and times
 * @param links whether to make symbolic links of a tree again
 * @param sync whether to bring each file to the disk before it has its name
 * @param filesAtOnce of a tree
 */
public record TransferPlan(
        boolean inPlace, boolean resume, boolean verify, boolean keep, boolean links, boolean sync, int filesAtOnce) {}
