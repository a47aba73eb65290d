package io.arcconnect.spi;

import java.nio.ByteBuffer;

/**
 * A {@link DuplexStream} that can also push: the fast path for a protocol engine that has its own flow control, such as
 * SSH. Nothing is wrapped in a publisher and no thread is changed per chunk.
 *
 * <p>Either {@link #attach} or {@link #receive} may be used on one stream, once; likewise {@link #write} or {@link #send}.
 */
public interface PushDuplexStream extends DuplexStream {

    /**
     * Starts delivery to a handler. May be called from any thread, before or after bytes have arrived: what arrived before
     * is delivered first.
     *
     * @param handler gets every byte and the end
     * @throws IllegalStateException when something receives already
     */
    void attach(PushHandler handler);

    /**
     * Sends bytes in the order of calls. The bytes are copied before this returns, so the buffer may be used again.
     *
     * @param bytes from position to limit; the position is left as it is
     * @param completion told once: when fewer than 512 KiB wait for the socket, or when the stream is lost. It may be told
     *     inside this call, and must not block
     */
    void write(ByteBuffer bytes, WriteCompletion completion);

    /** Stops reading from the connection after what is being delivered; the other side is slowed down by its socket. */
    void pauseReads();

    /** Reads again after {@link #pauseReads}. */
    void resumeReads();

    /** Drops the connection at once, without a farewell. {@link #onClose} then completes empty. */
    void abort();

    /** Gets what a {@link PushDuplexStream} receives, on the stream's I/O thread, one call at a time. It must not block. */
    interface PushHandler {

        /**
         * Takes bytes.
         *
         * @param bytes valid during the call only
         */
        void onBytes(ByteBuffer bytes);

        /**
         * Called after every batch of {@link #onBytes}, which is one call or several without a pause: a good moment to answer, or
         * to tell other threads, once instead of often. Who delivers must call it, because bytes may wait for it.
         */
        default void onBatchEnd() {}

        /**
         * The last call.
         *
         * @param end how it ended
         */
        void onClosed(StreamEnd end);
    }

    /** Gets the outcome of one write. */
    @FunctionalInterface
    interface WriteCompletion {

        /**
         * The write is over.
         *
         * @param outcome {@link StreamEnd#orderly()} stands for success here, a lost end carries the cause
         */
        void written(StreamEnd outcome);
    }
}
