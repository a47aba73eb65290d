package io.arcconnect.internal.access;

/**
 * A row of a table of sockets.
 *
 * @param uid of the user who made the socket
 * @param inode of the socket; 0 while no process has it: it was closed by its owner, or is yet to be accepted. Then the user
 *     is written as 0, which is not root (observed)
 */
record SocketRow(long uid, long inode) {

    /** Two rows of one connection that contradict each other: the table changed while it was read. */
    static final SocketRow UNCLEAR = new SocketRow(0, 0);

    boolean isHeld() {
        return inode != 0;
    }

    static SocketRow merge(SocketRow one, SocketRow other) {
        return one.equals(other) ? one : UNCLEAR;
    }
}
