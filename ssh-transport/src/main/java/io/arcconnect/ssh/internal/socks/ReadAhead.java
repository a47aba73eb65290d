package io.arcconnect.ssh.internal.socks;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;

/** Takes the first buffers of a stream one by one, and leaves the others to whoever comes after. */
final class ReadAhead extends BaseSubscriber<ByteBuffer> {

    private final Sinks.Many<ByteBuffer> others = Sinks.many().unicast().onBackpressureBuffer();
    private final AtomicReference<@Nullable MonoSink<ByteBuffer>> waiting = new AtomicReference<>();
    private volatile @Nullable Throwable end;

    @Override
    protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
        // Nothing is asked for before somebody wants it.
    }

    /** The next buffer; an error when there is none. */
    Mono<ByteBuffer> next() {
        return Mono.create(sink -> {
            waiting.set(sink);
            Throwable known = end;
            if (known == null) {
                request(1);
            } else {
                sink.error(known);
            }
        });
    }

    /** Whatever comes after the buffers that were taken. */
    Flux<ByteBuffer> others() {
        return others.asFlux().doOnRequest(this::request).doOnCancel(this::cancel);
    }

    @Override
    protected void hookOnNext(ByteBuffer bytes) {
        MonoSink<ByteBuffer> taker = waiting.getAndSet(null);
        if (taker == null) {
            others.tryEmitNext(bytes);
        } else {
            taker.success(bytes);
        }
    }

    @Override
    protected void hookOnComplete() {
        ended(new SocksException("it ended within the handshake"));
        others.tryEmitComplete();
    }

    @Override
    protected void hookOnError(Throwable error) {
        ended(error);
        others.tryEmitError(error);
    }

    private void ended(Throwable why) {
        end = why;
        MonoSink<ByteBuffer> taker = waiting.getAndSet(null);
        if (taker != null) {
            taker.error(why);
        }
    }
}
