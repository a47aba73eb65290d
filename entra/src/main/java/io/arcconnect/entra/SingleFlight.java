package io.arcconnect.entra;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One question at a time: who comes while it is under way waits for the same answer, and it is aborted when the last of
 * them cancels. Neither answer nor error is kept.
 */
final class SingleFlight<T> {

    private final Mono<T> question;
    private final AtomicReference<@Nullable Flight> underWay = new AtomicReference<>();

    SingleFlight(Mono<T> question) {
        this.question = question;
    }

    Mono<T> answer() {
        return Mono.defer(() -> {
            Flight mine = new Flight();
            Flight flying = underWay.compareAndExchange(null, mine);
            return flying == null ? mine.answer : flying.answer;
        });
    }

    private final class Flight {

        // replay, not publish: whoever joins between the value and the completion gets the value too.
        final Mono<T> answer = question.doOnTerminate(this::land)
                .doOnCancel(this::land)
                .flux()
                .replay(1)
                .refCount(1)
                .singleOrEmpty();

        private void land() {
            underWay.compareAndSet(this, null);
        }
    }
}
