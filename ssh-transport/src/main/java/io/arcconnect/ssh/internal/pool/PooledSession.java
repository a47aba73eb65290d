package io.arcconnect.ssh.internal.pool;

import io.arcconnect.spi.Handover;
import io.arcconnect.spi.Protocol;
import io.arcconnect.ssh.SshSession;
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
        Mono.<SshSession>defer(() -> ssh.open(first.route).<SshSession>map(session -> session))
                .subscribe(opening);
    }

    /** Nobody waits for it any more. */
    void abortOpening() {
        opening.cancel();
    }

    /** Whoever still waits for it is told why; the pool has forgotten it. */
    void abortOpening(Throwable why) {
        opening.cancel();
        opened.tryEmitError(why);
    }

    void beginIdle(Duration limit) {
        idling.update(
                Schedulers.parallel().schedule(() -> pool.expired(this), limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    void endIdle() {
        idling.update(Disposables.disposed());
    }

    Mono<Void> close(SshSession open) {
        return Mono.defer(() -> {
            idling.dispose();
            return open.close();
        });
    }

    private void failed(Throwable error) {
        pool.gone(this);
        opened.tryEmitError(error);
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
            failed(error);
        }

        /** After its session this changes nothing: {@code opened} has its value, and the pool its session. */
        @Override
        protected void hookOnComplete() {
            if (!pool.isOpen(PooledSession.this)) {
                failed(new IllegalStateException("the protocol of the pool gave no session"));
            }
        }
    }
}
