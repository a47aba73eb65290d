package io.arcconnect.ssh;

/**
 * What has gone through a forward so far.
 *
 * @param open connections that are open now
 * @param served connections that were let in, the open ones included
 * @param refused connections that were turned away because too many were open
 * @param failed connections that were let in and then failed: what they lead to was not reached, or either side was lost
 * @param toMachine bytes that connections have carried to the machine's side
 * @param fromMachine bytes that they have carried from there
 */
public record ForwardCounts(int open, long served, long refused, long failed, long toMachine, long fromMachine) {}
