package io.arcconnect.rdp;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ErrorReason;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Handover;
import io.arcconnect.spi.Route;
import io.arcconnect.spi.StreamOpener;
import io.arcconnect.tunnel.TunnelProbe;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/**
 * Where a tunnel leads, which is tried before it is ready. Where no remote desktop answers, and another port was named than a
 * remote desktop's usual one, that is looked at too, for the words of the error.
 *
 * @param port on the machine
 */
record RdpTarget(int port) implements TunnelProbe<StreamOpener> {

    /** Resolved by the machine, which may have it as ::1 or as 127.0.0.1. */
    static final String HOST = "localhost";

    /** For carriers that have no limit of their own. */
    private static final Duration OPENING = Duration.ofSeconds(60);

    private static final Map<ErrorReason, RdpAnswer> REFUSALS = Map.of(
            ArcReason.STREAM_TARGET_REFUSED, RdpAnswer.NOTHING,
            ArcReason.STREAM_PROHIBITED, RdpAnswer.PROHIBITED);

    /** Fails with {@code rdp.target_refused}, or as the session does when it is lost or opens no streams for another reason. */
    @Override
    public Mono<Void> attempt(StreamOpener session, Route route) {
        return look(session, port)
                .filter(found -> found.answer() != RdpAnswer.DESKTOP)
                .flatMap(found -> secondLook(session)
                        .flatMap(usual -> Mono.error(RdpRefusals.of(route.machine(), found, usual))));
    }

    /** It only adds to what is known already, unless the session is lost by now. */
    private Mono<Optional<RdpFinding>> secondLook(StreamOpener session) {
        return port == Rdp.DEFAULT_TARGET_PORT
                ? Mono.just(Optional.empty())
                : look(session, Rdp.DEFAULT_TARGET_PORT)
                        .map(Optional::of)
                        .onErrorReturn(error -> !mayPass(error), Optional.empty());
    }

    private static Mono<RdpFinding> look(StreamOpener session, int port) {
        Mono<DuplexStream> stream =
                Handover.within(session.openStream(HOST, port), OPENING, () -> new TimeoutException("no answer"));
        return Mono.usingWhen(stream, RdpProbe::ask, DuplexStream::close)
                .map(answer -> new RdpFinding(port, answer, null))
                .onErrorResume(
                        TimeoutException.class, late -> Mono.just(new RdpFinding(port, RdpAnswer.UNANSWERED, late)))
                .onErrorResume(error -> refusal(error)
                        .map(answer -> Mono.just(new RdpFinding(port, answer, error)))
                        .orElseGet(() -> Mono.error(error)));
    }

    private static Optional<RdpAnswer> refusal(Throwable error) {
        return error instanceof ArcConnectException known
                ? Optional.ofNullable(REFUSALS.get(known.reason()))
                : Optional.empty();
    }

    private static boolean mayPass(Throwable error) {
        return error instanceof ArcConnectException known && known.reason().isTransient();
    }
}
