package io.arcconnect.ssh;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What somebody before a terminal has seen so far. */
final class Screen {

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final Sinks.Many<String> changes = Sinks.many().replay().latest();

    static Flux<ByteBuffer> keys(String... texts) {
        return Flux.just(texts).map(text -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@return all that is shown until the shell ends} */
    static Mono<String> text(Flux<ByteBuffer> chunks) {
        return bytes(chunks, Integer.MAX_VALUE).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** {@return all that is shown until so many bytes were} */
    static Mono<byte[]> bytes(Flux<ByteBuffer> chunks, int count) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        return chunks.takeUntil(chunk -> {
                    append(all, chunk);
                    return all.size() >= count;
                })
                .then(Mono.fromSupplier(all::toByteArray));
    }

    synchronized void show(ByteBuffer chunk) {
        append(seen, chunk);
        changes.tryEmitNext(seen.toString(StandardCharsets.UTF_8));
    }

    synchronized String text() {
        return seen.toString(StandardCharsets.UTF_8);
    }

    /** Waits until something is shown. */
    Mono<Void> shows(String text) {
        return changes.asFlux().filter(all -> all.contains(text)).next().then();
    }

    private static void append(ByteArrayOutputStream all, ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        all.writeBytes(bytes);
    }
}
