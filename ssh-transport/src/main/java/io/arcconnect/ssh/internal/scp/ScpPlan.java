package io.arcconnect.ssh.internal.scp;

/**
 * What is carried, and how.
 *
 * @param isTree a directory with everything in it, not one file
 * @param inPlace whether files are written straight to their names
 * @param keep whether permissions and times are kept
 */
public record ScpPlan(boolean isTree, boolean inPlace, boolean keep) {}
