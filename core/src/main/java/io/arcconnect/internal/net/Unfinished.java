package io.arcconnect.internal.net;

import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** How much work is left, and when none is. */
final class Unfinished {

    /** One more than there is, until somebody asks for the end. */
    private final AtomicInteger count = new AtomicInteger(1);

    private final Sinks.Empty<Void> none = Sinks.empty();

    private volatile boolean isRefusing;

    /** {@return whether there may be more; what is refused is not counted} */
    boolean begin() {
        int before = count.get();
        while (before > 0 && !isRefusing) {
            if (count.compareAndSet(before, before + 1)) {
                return true;
            }
            before = count.get();
        }
        return false;
    }

    /** {@return whether nothing more is taken} */
    boolean isOver() {
        return isRefusing || count.get() == 0;
    }

    void end(int number) {
        if (count.addAndGet(-number) == 0) {
            none.tryEmitEmpty();
        }
    }

    /** {@return the moment when nothing is left, from which on there is no more. To be asked for once} */
    Mono<Void> none() {
        return Mono.defer(() -> {
            end(1);
            return none.asMono();
        });
    }

    /** {@return the moment when nothing is left; no more is taken from now on} */
    Mono<Void> rest() {
        return Mono.defer(() -> {
            isRefusing = true;
            return none.asMono();
        });
    }
}
