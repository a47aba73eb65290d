package io.arcconnect.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/** What arrives at standard input, read no earlier than it is asked for. */
public final class InputBytes {

    private static final int CHUNK = 32 * 1024;

    private InputBytes() {}

    /**
     * Reads a stream to its end, on a thread of its own: nobody can call a read back that waits for somebody to type. That
     * thread ends with the process at the latest.
     *
     * @param in is not closed
     * @return its bytes, in chunks as they arrive
     */
    public static Flux<ByteBuffer> of(InputStream in) {
        return Flux.using(
                () -> Schedulers.newBoundedElastic(1, Integer.MAX_VALUE, "arcconnect-input", 60, true),
                reader -> Flux.<ByteBuffer>generate(sink -> read(in, sink)).subscribeOn(reader),
                reader -> reader.dispose());
    }

    private static void read(InputStream in, SynchronousSink<ByteBuffer> sink) {
        try {
            byte[] chunk = new byte[CHUNK];
            int length = in.read(chunk);
            if (length < 0) {
                sink.complete();
            } else {
                sink.next(ByteBuffer.wrap(length < CHUNK / 2 ? Arrays.copyOf(chunk, length) : chunk, 0, length));
            }
        } catch (IOException e) {
            sink.error(e);
        }
    }
}
