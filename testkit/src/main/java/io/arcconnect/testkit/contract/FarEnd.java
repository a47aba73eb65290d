package io.arcconnect.testkit.contract;

import io.arcconnect.spi.DuplexStream;
import java.io.IOException;

/** The other side of a {@link DuplexStream} under test, in the hands of the test. Its methods may block. */
public interface FarEnd extends AutoCloseable {

    /** {@return the stream under test, which is connected to this} */
    DuplexStream stream();

    /**
     * Writes, and returns when the connection has taken the bytes: it waits while the stream under test does not read.
     *
     * @param bytes what to write
     * @throws IOException when the connection has ended
     */
    void write(byte[] bytes) throws IOException;

    /**
     * Reads.
     *
     * @param count how many bytes
     * @return so many
     * @throws IOException when the connection ends before
     */
    byte[] read(int count) throws IOException;

    /**
     * Waits until the stream under test has closed.
     *
     * @throws IOException when it does not, within a bound
     */
    void awaitEnd() throws IOException;

    /**
     * Closes the connection in order, from this side.
     *
     * @throws IOException when that fails
     */
    void end() throws IOException;

    /**
     * Loses the connection: what the stream under test sees must not be an orderly end.
     *
     * @throws IOException when that fails
     */
    void lose() throws IOException;

    /**
     * Frees what the test used. The connection may have ended before.
     *
     * @throws IOException when that fails
     */
    @Override
    void close() throws IOException;
}
