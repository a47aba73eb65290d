package io.arcconnect.fuzz;

/** Gives somebody's bytes to a reader of ours, and throws when the reader does not hold its promises. */
@FunctionalInterface
public interface Target {

    /**
     * One try. The same bytes do the same every time.
     *
     * @param bytes as a fuzzer made them
     * @throws Exception or an {@link Error} when something is wrong
     */
    void run(byte[] bytes) throws Exception;
}
