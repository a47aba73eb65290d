package io.arcconnect.tunnel;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Handover;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
final class RenewedSession<S extends AsyncCloseable> implements CurrentSession<S> {

    /** A dial that failed is answered for so long, so that a client that tries and tries does not dial each time. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What does not pass by itself, such as a password that is not taken any more, is tried less and less often. */
    private static final int MOST_DOUBLINGS = 6;

    /**
     * So many sessions in a row may be lost within a second before the next one has to wait: machines that log in and hang up
     * are not logged in to as fast as they can.
     */
    private static final int MOST_BRIEF = 3;

    private final Mono<S> dial;
    private final SessionNews<? super S> news;
    private final AtomicReference<@Nullable Attempt> latest = new AtomicReference<>();
    private final AtomicBoolean wasOpen = new AtomicBoolean();
    private final AtomicInteger hopeless = new AtomicInteger();
    private final AtomicInteger brief = new AtomicInteger();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Sinks.Empty<Void> closed = Sinks.empty();

    RenewedSession(Protocol<? extends S> protocol, Route route, ContextView context, SessionNews<? super S> news) {
        this.dial = Mono.defer(() -> protocol.open(route).<S>map(session -> session))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("the carrier opened no session")))
                .contextWrite(context);
        this.news = news;
    }

    @Override
    public <T> Mono<T> open(Function<? super S, Mono<T>> opening) {
        AtomicBoolean isOver = new AtomicBoolean();
        Mono<T> once = Mono.defer(this::attempt)
                .flatMap(attempt -> attempt.result
                        .asMono()
                        .flatMap(session -> Mono.defer(() -> opening.apply(session))
                                .doOnError(error -> isOver.set(attempt.isOverAfter(error)))));
        // The loss may show here first; nothing has been opened then, so it can be tried again.
        return Mono.defer(() -> {
            isOver.set(false);
            return once.onErrorResume(error -> isOver.get() && !closing.get() ? once : Mono.error(error));
        });
    }

    private Mono<Attempt> attempt() {
        if (closing.get()) {
            return Mono.error(closed());
        }
        Attempt attempt = latest.updateAndGet(known -> known == null || known.over ? new Attempt() : known);
        attempt.begin();
        if (closing.get()) {
            return attempt.close().then(Mono.error(closed()));
        }
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

    private static IllegalStateException closed() {
        return new IllegalStateException("the tunnel is closed");
    }

    /** One dial, and the session that came of it. */
    private final class Attempt {

        private final Sinks.One<S> result = Sinks.one();
        private final AtomicBoolean begun = new AtomicBoolean();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Disposable.Swap dialing = Disposables.swap();
        private volatile long openedAt;
        private volatile @Nullable S session;
        private volatile boolean over;

        void begin() {
            if (begun.compareAndSet(false, true)) {
                // The owner of this subscription: whoever waits shares it, and close() ends it.
                dialing.update(dial.map(this::opened).subscribe(result::tryEmitValue, this::failed));
            }
        }

        private S opened(S newSession) {
            openedAt = now();
            session = newSession;
            hopeless.set(0);
            if (closing.get()) {
                Handover.discard(newSession);
                return newSession;
            }
            if (wasOpen.getAndSet(true)) {
                news.renewed(newSession);
            }
            // The owner of this one too: a lost session tells nobody else.
            newSession.onClose().subscribe(nothing -> {}, this::ended, () -> ended(null));
            return newSession;
        }

        private void failed(Throwable error) {
            overAfter(pause(error));
            result.tryEmitError(error);
        }

        /** Told before the next is dialed, whoever notices first. */
        private synchronized void ended(@Nullable Throwable cause) {
            S gone = session;
            if (gone == null || !ended.compareAndSet(false, true)) {
                return;
            }
            if (!closing.get()) {
                news.lost(gone, cause);
            }
            if (now() - openedAt >= PAUSE.toMillis()) {
                brief.set(0);
            }
            int more = brief.getAndIncrement() - MOST_BRIEF;
            if (more < 0) {
                over = true;
            } else {
                overAfter(PAUSE.multipliedBy(1L << Math.min(more, MOST_BRIEF)));
            }
        }

        private void overAfter(Duration pause) {
            Disposable unused =
                    Schedulers.parallel().schedule(() -> over = true, pause.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** An error of an opening is about the session where it says so, or where the session has ended meanwhile. */
        boolean isOverAfter(Throwable error) {
            S open = session;
            if (!over && open != null && isLoss(error)) {
                ended(error);
                Handover.discard(open);
            }
            return over;
        }

        Mono<Void> close() {
            dialing.dispose();
            result.tryEmitError(closed());
            S open = session;
            return open == null ? Mono.empty() : open.close();
        }
    }

    private Duration pause(Throwable error) {
        boolean passes =
                !(error instanceof ArcConnectException known) || known.reason().isTransient();
        if (passes) {
            hopeless.set(0);
            return PAUSE;
        }
        return PAUSE.multipliedBy(1L << Math.min(hopeless.getAndIncrement(), MOST_DOUBLINGS));
    }

    private static long now() {
        return Schedulers.parallel().now(TimeUnit.MILLISECONDS);
    }

    private static boolean isLoss(Throwable error) {
        return error instanceof ArcConnectException known && known.reason().isLoss();
    }
}
