package io.arcconnect.cli.console;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What goes to standard output and standard error as it comes, byte by byte as it is. */
public final class OutputBytes {

    private OutputBytes() {}

    /**
     * Writes, and flushes after each chunk.
     *
     * @param bytes what to write, on threads that may block
     * @param to is not closed
     * @return completes with the bytes; {@link OutputClosedException} when nobody takes them, the bytes' own error otherwise
     */
    public static Mono<Void> write(Flux<ByteBuffer> bytes, PrintStream to) {
        return bytes.<Void>handle((chunk, sink) -> {
                    byte[] all = new byte[chunk.remaining()];
                    chunk.get(all);
                    to.write(all, 0, all.length);
                    OutputClosedException.check(to);
                })
                .then();
    }
}
