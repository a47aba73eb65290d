package io.arcconnect.ssh;

import io.arcconnect.spi.Handover;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/**
 * One session after another: whoever needs one gets the one that is open. When that was lost, the next is dialed, once for
 * all who wait.
 */
final class RenewedSession implements Carrier {

    /** A dial that failed is answered for so long, so that a client that tries and tries does not dial each time. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Mono<SshSession> dial;
    private final AtomicReference<@Nullable Attempt> latest = new AtomicReference<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Sinks.Empty<Void> closed = Sinks.empty();

    RenewedSession(Protocol<? extends SshSession> ssh, Route route, ContextView context) {
        this.dial = ssh.open(route).<SshSession>map(session -> session).contextWrite(context);
    }

    @Override
    public <T> Mono<T> open(Function<? super SshSession, Mono<T>> opening) {
        Mono<T> once = Mono.defer(this::attempt)
                .flatMap(attempt -> attempt.result
                        .asMono()
                        .flatMap(session ->
                                opening.apply(session).doOnError(Carrier::isLost, lost -> attempt.over = true)));
        // The loss may show here first; nothing has been opened then, so it can be tried again.
        return once.onErrorResume(Carrier::isLost, lost -> closing.get() ? Mono.error(lost) : once);
    }

    private Mono<Attempt> attempt() {
        if (closing.get()) {
            return Mono.error(new IllegalStateException("the forward is closed"));
        }
        Attempt attempt = latest.updateAndGet(known -> known == null || known.over ? new Attempt() : known);
        attempt.begin();
        return Mono.just(attempt);
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
                    closing.set(true);
                    Attempt attempt = latest.get();
                    return attempt == null ? Mono.empty() : attempt.close();
                })
                .doFinally(end -> closed.tryEmitEmpty());
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }

    /** One dial, and the session that came of it. */
    private final class Attempt {

        private final Sinks.One<SshSession> result = Sinks.one();
        private final AtomicBoolean begun = new AtomicBoolean();
        private final Disposable.Swap dialing = Disposables.swap();
        private volatile @Nullable SshSession session;
        private volatile boolean over;

        void begin() {
            if (begun.compareAndSet(false, true)) {
                // The owner of this subscription: whoever waits shares it, and close() ends it.
                dialing.update(dial.map(this::opened).subscribe(result::tryEmitValue, this::failed));
            }
        }

        private SshSession opened(SshSession newSession) {
            session = newSession;
            if (closing.get()) {
                Handover.discard(newSession);
            }
            // The owner of this one too: a lost session tells nobody else.
            newSession.onClose().onErrorComplete().subscribe(nothing -> {}, lost -> {}, () -> over = true);
            return newSession;
        }

        private void failed(Throwable error) {
            Disposable unused =
                    Schedulers.parallel().schedule(() -> over = true, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            result.tryEmitError(error);
        }

        Mono<Void> close() {
            dialing.dispose();
            result.tryEmitError(new IllegalStateException("the forward is closed"));
            SshSession open = session;
            return open == null ? Mono.empty() : open.close();
        }
    }
}
