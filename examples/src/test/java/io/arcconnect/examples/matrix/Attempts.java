package io.arcconnect.examples.matrix;

/**
 * How often something is tried.
 *
 * @param least so often at least
 * @param most so often at most
 */
record Attempts(int least, int most) {

    static Attempts exactly(int count) {
        return new Attempts(count, count);
    }

    boolean allow(int count) {
        return count >= least && count <= most;
    }

    /** {@return such as {@code 3} or {@code 1-2}} */
    @Override
    public String toString() {
        return least == most ? String.valueOf(least) : least + "-" + most;
    }
}
