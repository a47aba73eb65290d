package io.arcconnect.internal.net;

import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** How much work is left, and when none is. */
final class Unfinished {

    /** One more than there is, until somebody asks for the end. */
    private final AtomicInteger count = new AtomicInteger(1);

    private final Sinks.Empty<Void> none = Sinks.empty();

    void begin() {
        count.incrementAndGet();
    }

    void end(int number) {
        if (count.addAndGet(-number) == 0) {
            none.tryEmitEmpty();
        }
    }

    /** {@return the moment when nothing is left. To be asked for once} */
    Mono<Void> none() {
        return Mono.defer(() -> {
            end(1);
            return none.asMono();
        });
    }
}
