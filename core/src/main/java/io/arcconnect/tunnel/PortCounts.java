package io.arcconnect.tunnel;

/**
 * What has gone through a port so far.
 *
 * @param open connections that are open now
 * @param served connections that were let in, the open ones included
 * @param refusedByLimit connections that were turned away because too many were open
 * @param refusedByAccess connections that were turned away because of whose they were
 * @param failed connections that were let in and then failed: what they lead to was not reached, or either side was lost
 * @param toMachine bytes that connections have carried to the machine's side
 * @param fromMachine bytes that they have carried from there
 */
public record PortCounts(
        int open,
        long served,
        long refusedByLimit,
        long refusedByAccess,
        long failed,
        long toMachine,
        long fromMachine) {

    /** {@return connections that were turned away, for whatever cause} */
    public long refused() {
        return refusedByLimit + refusedByAccess;
    }
}
