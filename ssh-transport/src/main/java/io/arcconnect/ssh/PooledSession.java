package io.arcconnect.ssh;

import io.arcconnect.spi.Handover;
import io.arcconnect.spi.Protocol;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/** A session of a pool, from the moment somebody wants it. */
final class PooledSession {

    /** For all who wait for it. */
    final Sinks.One<SshSession> opened = Sinks.one();

    /** Guarded by the pool. */
    int users;

    /** Guarded by the pool. */
    boolean gone;

    /** Guarded by the pool. */
    @Nullable
    SshSession session;

    private final MachinePool pool;
    private final Opening opening = new Opening();
    private final Disposable.Swap idling = Disposables.swap();
    private Context context = Context.empty();

    PooledSession(MachinePool pool) {
        this.pool = pool;
    }

    /** Opens it, in the name of whoever wants it first. */
    void open(Protocol<? extends SshSession> ssh, PoolSeat first) {
        context = Context.of(first.context);
        // The owner of this subscription: it ends with the open, or when the last who waits gives up.
        ssh.open(first.route).subscribe(opening);
    }

    /** Nobody waits for it any more. */
    void abortOpening() {
        opening.cancel();
    }

    void beginIdle(Duration limit) {
        idling.update(
                Schedulers.parallel().schedule(() -> pool.expired(this), limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    void endIdle() {
        idling.update(Disposables.disposed());
    }

    Mono<Void> close(@Nullable SshSession open) {
        idling.dispose();
        opening.cancel();
        return open == null ? Mono.empty() : open.close();
    }

    /** Takes a session that arrives together with the cancel as well: Reactor's own subscribers would drop it. */
    private final class Opening extends BaseSubscriber<SshSession> {

        @Override
        public Context currentContext() {
            return context;
        }

        @Override
        protected void hookOnNext(SshSession ready) {
            if (!pool.opened(PooledSession.this, ready)) {
                Handover.discard(ready);
                return;
            }
            // The owner of this subscription: it ends with the session.
            ready.onClose()
                    .subscribe(
                            nothing -> {}, lost -> pool.gone(PooledSession.this), () -> pool.gone(PooledSession.this));
            opened.tryEmitValue(ready);
        }

        @Override
        protected void hookOnError(Throwable error) {
            pool.gone(PooledSession.this);
            opened.tryEmitError(error);
        }
    }
}
