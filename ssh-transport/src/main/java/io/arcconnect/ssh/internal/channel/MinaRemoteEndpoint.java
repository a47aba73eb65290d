package io.arcconnect.ssh.internal.channel;

import io.arcconnect.spi.ActionReport;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.event.ActionOutcome;
import io.arcconnect.ssh.RemoteEndpoint;
import io.arcconnect.ssh.internal.ground.Delivery;
import io.arcconnect.ssh.internal.ground.SessionReport;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.sshd.client.session.ClientSession;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.ContextView;

/** Where a machine listens, and who serves what comes from there. */
public final class MinaRemoteEndpoint implements RemoteEndpoint {

    private static final Duration GRACE = Duration.ofSeconds(5);

    /** What was asked for. */
    public record Terms(
            ClientSession session,
            Mono<Void> sessionEnd,
            SessionReport report,
            Scheduler delivery,
            Function<DuplexStream, Mono<Void>> onAccept,
            ContextView context) {}

    private final Terms terms;
    private final RemoteSpot spot;
    private final Set<DuplexStream> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Sinks.Empty<Void> stopped = Sinks.empty();
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private final Disposable untilSessionEnds;

    MinaRemoteEndpoint(Terms terms, RemoteSpot spot) {
        this.terms = terms;
        this.spot = spot;
        RemoteEndpoints.of(terms.session).add(spot, this);
        // The owner of this subscription: the session's end is this one's, whether anybody watches or not.
        this.untilSessionEnds = terms.sessionEnd.subscribe(nothing -> {}, closed::tryEmitError, closed::tryEmitEmpty);
    }

    @Override
    public String address() {
        return spot.address();
    }

    @Override
    public OptionalInt port() {
        return spot.number();
    }

    ActionReport begin() {
        return terms.report.remoteForward(terms.context, spot.address());
    }

    void serve(MinaChannel channel) {
        MinaStream stream = new MinaStream(channel, terms.delivery);
        open.add(stream);
        channel.addCloseFutureListener(end -> open.remove(stream));
        // The owner of this subscription: a connection that comes from the machine has nobody else to subscribe for it.
        Mono.usingWhen(
                        Mono.<DuplexStream>just(stream),
                        accepted -> served(accepted, channel.report()),
                        DuplexStream::close)
                .takeUntilOther(stopped.asMono())
                .onErrorComplete()
                .subscribeOn(terms.delivery)
                .contextWrite(terms.context)
                .subscribe();
        if (closing.get()) {
            closeAll().subscribe(); // likewise: it came while nobody wanted it any more
        }
    }

    private Mono<Void> served(DuplexStream stream, ActionReport report) {
        return Mono.defer(() -> terms.onAccept.apply(stream))
                .doOnError(error -> report.ended(ActionOutcome.failed(error)));
    }

    @Override
    public Mono<Void> close() {
        Mono<Void> close = Mono.defer(() -> closing.compareAndSet(false, true)
                ? cancelled().then(Mono.defer(this::closeAll)).doFinally(end -> {
                    RemoteEndpoints.of(terms.session).remove(spot, this);
                    untilSessionEnds.dispose();
                    closed.tryEmitEmpty();
                })
                : onClose().onErrorComplete());
        return Delivery.on(terms.delivery, close);
    }

    /** Takes the request back; a server that does not answer is not waited for. */
    private Mono<Void> cancelled() {
        return Mono.<Void>create(sink -> GlobalRequest.send(
                        terms.session,
                        spot.cancel(),
                        spot::write,
                        granted -> sink.success(),
                        refused -> sink.success()))
                .timeout(GRACE)
                .onErrorComplete();
    }

    private Mono<Void> closeAll() {
        stopped.tryEmitEmpty();
        return Mono.when(open.stream().map(DuplexStream::close).toList());
    }

    @Override
    public Mono<Void> onClose() {
        return Delivery.on(terms.delivery, closed.asMono());
    }
}
