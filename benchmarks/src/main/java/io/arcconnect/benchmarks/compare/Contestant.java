package io.arcconnect.benchmarks.compare;

import java.io.Closeable;
import java.io.IOException;

/** A client that is measured. */
interface Contestant extends Closeable {

    /** {@return what the table calls it} */
    String name();

    /** {@return whether it can do this at all} */
    boolean enters(Discipline discipline);

    /**
     * Does it once, and looks at the clocks.
     *
     * @param discipline what
     * @param amount MiB, or how many times
     * @return what it took
     * @throws IOException when it failed, or carried something else than it should
     */
    Reading compete(Discipline discipline, int amount) throws IOException, InterruptedException;

    /**
     * Does it until once more would take no less CPU. By default nothing: a program that is started anew does not warm up.
     *
     * @param discipline what
     * @param amount MiB at a time, or how many times
     * @throws IOException as {@link #compete} does
     */
    default void warmUp(Discipline discipline, int amount) throws IOException, InterruptedException {}

    @Override
    void close() throws IOException;
}
