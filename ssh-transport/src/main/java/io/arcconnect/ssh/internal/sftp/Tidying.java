package io.arcconnect.ssh.internal.sftp;

import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What is being tidied up behind those who have gone: handles to close, partial files to remove. A close waits for it. */
final class Tidying {

    private final AtomicInteger count = new AtomicInteger();
    private final Sinks.Many<Integer> left = Sinks.many().replay().latestOrDefault(0);

    void begin() {
        count.incrementAndGet();
        tell();
    }

    void end() {
        count.decrementAndGet();
        tell();
    }

    /** {@return the same work, counted while it runs; what goes wrong with it is nobody's concern} */
    <T> Mono<T> tracked(Mono<T> work) {
        return Mono.defer(() -> {
            begin();
            return work.onErrorComplete().doFinally(end -> end());
        });
    }

    /** {@return the moment at which nothing is left to tidy} */
    Mono<Void> done() {
        return Flux.defer(left::asFlux).filter(any -> count.get() == 0).next().then();
    }

    private void tell() {
        left.emitNext(count.get(), Sinks.EmitFailureHandler.busyLooping(java.time.Duration.ofSeconds(1)));
    }
}
