package io.arcconnect.ssh.internal.sftp;

import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets threads pass until it is closed, and knows when the last has come out. A handle that was closed may be another file's
 * the next moment, so nothing may be written through it after that.
 */
final class Gate {

    private static final int CLOSED = 1 << 30;

    private final AtomicInteger inside = new AtomicInteger();
    private final Sinks.Empty<Void> empty = Sinks.empty();

    /** {@return whether it was open; then it must be left again} */
    boolean enter() {
        int now = inside.get();
        while (now < CLOSED) {
            if (inside.compareAndSet(now, now + 1)) {
                return true;
            }
            now = inside.get();
        }
        return false;
    }

    void leave() {
        if (inside.decrementAndGet() == CLOSED) {
            empty.tryEmitEmpty();
        }
    }

    /** {@return what is asked for while the result is subscribed to, which does nothing and never ends once this is closed} */
    <T> Mono<T> through(Mono<T> asking) {
        return Mono.from(subscriber -> {
            if (!enter()) {
                Mono.<T>never().subscribe(subscriber);
                return;
            }
            try {
                asking.subscribe(subscriber);
            } finally {
                leave();
            }
        });
    }

    /** Closes it; completes when nobody is inside any more. */
    Mono<Void> close() {
        return Mono.defer(() -> {
            int before = inside.getAndUpdate(now -> now | CLOSED);
            if ((before & ~CLOSED) == 0) {
                empty.tryEmitEmpty();
            }
            return empty.asMono();
        });
    }
}
