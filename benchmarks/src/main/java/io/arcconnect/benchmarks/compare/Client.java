package io.arcconnect.benchmarks.compare;

import java.io.Closeable;

/** A library, inside the process that is measured. */
interface Client extends Closeable {

    /** Does what must be there before the clock starts. */
    default void prepare(Discipline discipline) throws Exception {}

    /**
     * Does it once.
     *
     * @param discipline what
     * @param amount MiB, or how many times
     * @return bytes carried; how often, where it is counted in times
     */
    long carry(Discipline discipline, int amount) throws Exception;

    /**
     * Opens a local port to a port on the machine, for good.
     *
     * @param discipline through what
     * @param targetPort on the machine
     * @return the local port
     */
    default int open(Discipline discipline, int targetPort) throws Exception {
        throw new UnsupportedOperationException(discipline.key());
    }
}
