package io.arcconnect.ssh;

/**
 * How much of an output is kept in memory: its beginning, its end or both. The command is not stopped by it; what lies between
 * is read, counted and dropped.
 *
 * @param head bytes of the beginning, 0 to 1 GiB
 * @param tail bytes of the end, 0 to 1 GiB
 */
public record OutputLimit(int head, int tail) {

    private static final int MOST = 1 << 30;

    /** Refuses what is out of range. */
    public OutputLimit {
        if (head < 0 || tail < 0 || head > MOST || tail > MOST) {
            throw new IllegalArgumentException("an output limit must be 0 to " + MOST + " bytes");
        }
    }

    /**
     * Keeps the beginning.
     *
     * @param bytes 0 to 1 GiB
     * @return the limit
     */
    public static OutputLimit head(int bytes) {
        return new OutputLimit(bytes, 0);
    }

    /**
     * Keeps the end.
     *
     * @param bytes 0 to 1 GiB
     * @return the limit
     */
    public static OutputLimit tail(int bytes) {
        return new OutputLimit(0, bytes);
    }

    /**
     * Keeps both ends.
     *
     * @param head bytes of the beginning, 0 to 1 GiB
     * @param tail bytes of the end, 0 to 1 GiB
     * @return the limit
     */
    public static OutputLimit headAndTail(int head, int tail) {
        return new OutputLimit(head, tail);
    }
}
