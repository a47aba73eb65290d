package io.arcconnect.ssh.internal.pool;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Handover;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.RemoteCommand;
import io.arcconnect.ssh.RemoteEndpoint;
import io.arcconnect.ssh.RemoteShell;
import io.arcconnect.ssh.ShellRequest;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.ssh.SshShell;
import io.arcconnect.ssh.internal.ground.Grounded;
import io.arcconnect.ssh.internal.ground.SessionGround;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A pool's session as one user sees it: it ends when the user closes it, together with all that was opened through it. */
final class LeasedSession implements SshSession, Grounded {

    private final SshSession session;
    private final Runnable giveBack;
    private final Set<AsyncCloseable> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Sinks.Empty<Void> closed = Sinks.empty();

    LeasedSession(SshSession session, Runnable giveBack) {
        this.session = session;
        this.giveBack = giveBack;
    }

    @Override
    public Mono<ExecResult> exec(Exec command) {
        return whileOurs(session.exec(command));
    }

    @Override
    public RemoteShell shell() {
        return session.shell();
    }

    @Override
    public Mono<RemoteCommand> start(Exec command) {
        return tracked(session.start(command));
    }

    @Override
    public Mono<DuplexStream> openStream(String host, int port) {
        return tracked(session.openStream(host, port));
    }

    @Override
    public Mono<DuplexStream> openSocket(String path) {
        return tracked(session.openSocket(path));
    }

    @Override
    public Mono<RemoteEndpoint> listen(String host, int port, Function<DuplexStream, Mono<Void>> onAccept) {
        return tracked(session.listen(host, port, onAccept));
    }

    @Override
    public Mono<RemoteEndpoint> listenSocket(String path, Function<DuplexStream, Mono<Void>> onAccept) {
        return tracked(session.listenSocket(path, onAccept));
    }

    @Override
    public Route route() {
        return session.route();
    }

    @Override
    public Mono<DuplexStream> openSubsystem(String name) {
        return tracked(session.openSubsystem(name));
    }

    @Override
    public Mono<SshShell> openShell(ShellRequest request) {
        return tracked(session.openShell(request));
    }

    @Override
    public Optional<SessionGround> ground() {
        return SessionGround.of(session).map(ground -> ground.tracked(this::tracked));
    }

    private <T> Mono<T> whileOurs(Mono<T> action) {
        return Mono.defer(() -> closing.get()
                ? Mono.error(new SshException(
                        Failure.of(SshReason.SESSION_LOST, Stage.CHANNEL, "the session was given back to its pool")
                                .with("trackingId", session.trackingId().orElse(null))))
                : action);
    }

    /** A cancel between the pool's session and the user is the opener's business, as it is without a pool. */
    private <T extends AsyncCloseable> Mono<T> tracked(Mono<T> opening) {
        return whileOurs(opening.doOnNext(thing -> {
            open.add(thing);
            // The owner of this subscription: it ends with the thing.
            thing.onClose().subscribe(nothing -> {}, lost -> open.remove(thing), () -> open.remove(thing));
            if (closing.get()) {
                Handover.discard(thing);
            }
        }));
    }

    @Override
    public Optional<String> user() {
        return session.user();
    }

    @Override
    public Optional<String> trackingId() {
        return session.trackingId();
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            if (closing.compareAndSet(false, true)) {
                // The owner of this subscription: a close goes on even if whoever asked for it loses interest.
                Flux.fromIterable(List.copyOf(open))
                        .flatMap(thing -> thing.close().onErrorComplete(), Integer.MAX_VALUE)
                        .then()
                        .doFinally(end -> {
                            giveBack.run();
                            closed.tryEmitEmpty();
                        })
                        .subscribe();
            }
            return closed.asMono();
        });
    }

    @Override
    public Mono<Void> onClose() {
        return Mono.firstWithSignal(closed.asMono(), session.onClose());
    }
}
