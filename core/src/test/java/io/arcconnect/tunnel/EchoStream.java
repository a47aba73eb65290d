package io.arcconnect.tunnel;

import io.arcconnect.spi.DuplexStream;
import java.nio.ByteBuffer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Sends back what it gets, and ends when its input ends. */
final class EchoStream implements DuplexStream {

    private final Sinks.Many<ByteBuffer> back = Sinks.many().unicast().onBackpressureBuffer();
    private final Sinks.Empty<Void> gone = Sinks.empty();

    @Override
    public Flux<ByteBuffer> receive() {
        return back.asFlux();
    }

    @Override
    public Mono<Void> send(Publisher<ByteBuffer> bytes) {
        return Flux.from(bytes).doOnNext(back::tryEmitNext).then();
    }

    @Override
    public Mono<Void> endOutput() {
        return Mono.fromRunnable(back::tryEmitComplete);
    }

    void lose(Throwable cause) {
        gone.tryEmitError(cause);
        back.tryEmitError(cause);
    }

    void end() {
        back.tryEmitComplete();
        gone.tryEmitEmpty();
    }

    @Override
    public Mono<Void> close() {
        return Mono.fromRunnable(this::end);
    }

    @Override
    public Mono<Void> onClose() {
        return gone.asMono();
    }
}
