package io.arcconnect.internal.relay;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.RelayException;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.event.DialAttemptEvent;
import io.arcconnect.spi.event.DialFailedEvent;
import io.arcconnect.spi.event.DialHedgedEvent;
import io.arcconnect.spi.event.DialWaitingEvent;
import io.arcconnect.spi.event.DialedEvent;
import io.arcconnect.spi.event.DisconnectedEvent;
import io.arcconnect.spi.event.Origin;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Tells what happens to one dial, and to the connection that comes of it. */
final class DialReport {

    private final Reporter reporter;
    private final Origin origin;
    private final RelayService service;
    private final long start = now();
    private final AtomicInteger attempts = new AtomicInteger();

    DialReport(Reporter reporter, Origin origin, RelayService service) {
        this.reporter = reporter;
        this.origin = origin;
        this.service = service;
    }

    /** {@return how long ago the dial began} */
    Duration elapsed() {
        return Duration.ofNanos(now() - start);
    }

    /**
     * Follows one try.
     *
     * @param dial the try
     * @param onLoss told when the connection is cut off later
     */
    Mono<DuplexStream> attempt(Mono<DuplexStream> dial, Consumer<Throwable> onLoss) {
        return Mono.defer(() -> {
            int number = attempts.incrementAndGet();
            long begun = now();
            return dial.doOnNext(stream -> {
                        tried(origin.tracked(stream.trackingId()), number, begun, Optional.empty());
                        watch(stream, onLoss);
                    })
                    .doOnError(
                            ArcConnectException.class,
                            answer -> tried(origin.tracked(trackingId(answer)), number, begun, Optional.of(answer)));
        });
    }

    private void tried(Origin from, int number, long begun, Optional<ArcConnectException> failure) {
        reporter.report(new DialAttemptEvent(from, service, number, Duration.ofNanos(now() - begun), failure));
    }

    private void watch(DuplexStream stream, Consumer<Throwable> onLoss) {
        long opened = now();
        Consumer<Optional<Throwable>> ended = loss -> {
            loss.ifPresent(onLoss);
            reporter.report(new DisconnectedEvent(
                    origin.tracked(stream.trackingId()), service, Duration.ofNanos(now() - opened), loss));
        };
        // The owner of this subscription: it ends with the connection.
        stream.onClose()
                .subscribe(
                        nothing -> {}, loss -> ended.accept(Optional.of(loss)), () -> ended.accept(Optional.empty()));
    }

    void waiting(Duration waited, Duration limit, RelayException answer) {
        reporter.report(new DialWaitingEvent(origin.tracked(trackingId(answer)), service, waited, limit, answer));
    }

    /** A second try begins beside the first. */
    void hedged(Duration after) {
        reporter.report(new DialHedgedEvent(origin, service, after));
    }

    void dialed(DuplexStream stream) {
        reporter.report(new DialedEvent(origin.tracked(stream.trackingId()), service, elapsed()));
    }

    void failed(ArcConnectException failure) {
        Origin from =
                origin.tracked(trackingId(failure)).requested(failure.facts().get("clientRequestId"));
        reporter.report(new DialFailedEvent(from, service, elapsed(), failure));
    }

    private static Optional<String> trackingId(ArcConnectException answer) {
        return Optional.ofNullable(answer.facts().get("trackingId"));
    }

    private static long now() {
        // Reactor's clock, so that virtual time governs the budget together with the pauses.
        return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
    }
}
