package io.arcconnect.ssh.internal.forward;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.ssh.ForwardReason;
import io.arcconnect.ssh.RemoteEndpoint;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.tunnel.CurrentSession;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/** A place on the machine that is listened on again whenever the session was lost. */
public final class KeptListening implements RemoteEndpoint {

    private static final Logger log = LoggerFactory.getLogger(KeptListening.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final CurrentSession<SshSession> sessions;
    private final ListenPlace place;
    private final Function<DuplexStream, Mono<Void>> onAccept;
    private final Disposable.Swap watching = Disposables.swap();
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private volatile RemoteEndpoint current;

    private KeptListening(
            CurrentSession<SshSession> sessions,
            ListenPlace place,
            Function<DuplexStream, Mono<Void>> onAccept,
            RemoteEndpoint first) {
        this.sessions = sessions;
        this.place = place.as(first);
        this.onAccept = onAccept;
        this.current = first;
    }

    public static Mono<RemoteEndpoint> open(
            CurrentSession<SshSession> sessions, ListenPlace place, Function<DuplexStream, Mono<Void>> onAccept) {
        return sessions.open(session -> place.on(session, onAccept)).map(first -> {
            KeptListening kept = new KeptListening(sessions, place, onAccept, first);
            kept.watch();
            return kept;
        });
    }

    private void watch() {
        // The owner of this subscription: nobody connects to a machine that does not listen, so nobody else would
        // notice.
        watching.update(Mono.defer(() -> current.onClose().onErrorComplete())
                .then(Mono.defer(this::again))
                .repeat()
                .subscribe(listening -> current = listening, closed::tryEmitError));
    }

    private Mono<RemoteEndpoint> again() {
        return sessions.open(session -> place.on(session, onAccept))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .filter(KeptListening::passes)
                        .doBeforeRetry(retry -> log.warn(
                                "event=forward_not_listening place={} detail=\"{}\"",
                                place,
                                retry.failure().getMessage())));
    }

    /** The place may be taken by what is left of the lost session, until the server notices too. */
    private static boolean passes(Throwable error) {
        return error instanceof ArcConnectException known
                && (known.reason().isTransient() || known.reason() == ForwardReason.LISTEN_REFUSED);
    }

    @Override
    public String address() {
        return current.address();
    }

    @Override
    public OptionalInt port() {
        return current.port();
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            watching.dispose();
            return current.close().doFinally(end -> closed.tryEmitEmpty());
        });
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }
}
