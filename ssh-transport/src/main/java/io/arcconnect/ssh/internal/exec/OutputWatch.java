package io.arcconnect.ssh.internal.exec;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;

/** The user's code that sees outputs on their way to where they are gathered. */
public record OutputWatch(Consumer<ByteBuffer> stdout, Consumer<ByteBuffer> stderr) {

    /** The user gets a view of each chunk, so that what is gathered is what came. */
    static Flux<ByteBuffer> through(Consumer<ByteBuffer> watcher, Flux<ByteBuffer> chunks) {
        return chunks.map(chunk -> {
            watcher.accept(chunk.asReadOnlyBuffer());
            return chunk;
        });
    }
}
