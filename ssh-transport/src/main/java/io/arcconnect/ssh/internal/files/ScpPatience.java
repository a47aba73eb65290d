package io.arcconnect.ssh.internal.files;

import io.arcconnect.ssh.internal.scp.ScpSilent;
import io.arcconnect.ssh.internal.scp.Turns;
import io.arcconnect.ssh.internal.sftp.AnswerClock;
import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Ends a transfer whose machine neither says nor takes anything. What the disk of this computer takes is not counted: then it
 * is not the machine's turn.
 */
final class ScpPatience implements Turns {

    private final Sinks.Empty<Void> silent = Sinks.empty();
    private final AnswerClock clock;

    /** @param limit how long nothing may come and go */
    ScpPatience(Duration limit) {
        this.clock = new AnswerClock(
                limit,
                () -> silent.tryEmitError(
                        new ScpSilent("the machine has said and taken nothing for " + limit.toMillis() + " ms")));
    }

    @Override
    public void ours() {
        clock.answered(false);
    }

    @Override
    public void theirs() {
        clock.asked(false);
    }

    /** {@return the same, of which each item and each request for more is a sign of life} */
    <T> Flux<T> heeding(Flux<T> bytes) {
        return bytes.doOnNext(any -> clock.heard()).doOnRequest(more -> clock.heard());
    }

    /** {@return the same, which fails with {@link ScpSilent} when nothing happens for too long} */
    <T> Mono<T> bound(Supplier<Mono<T>> work) {
        return Mono.defer(() -> {
            theirs();
            return Mono.firstWithSignal(work.get(), silent.asMono().then(Mono.<T>never()))
                    .doFinally(end -> clock.stop());
        });
    }
}
