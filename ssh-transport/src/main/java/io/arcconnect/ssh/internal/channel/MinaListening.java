package io.arcconnect.ssh.internal.channel;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.spi.Handover;
import io.arcconnect.ssh.ForwardReason;
import io.arcconnect.ssh.RemoteEndpoint;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.connection.LoginAttempt;
import io.arcconnect.ssh.internal.connection.SshFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Lets the machine listen. Whoever gives up meanwhile leaves nothing that listens. */
public final class MinaListening {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final LoginAttempt attempt;
    private final RemoteSpot spot;
    private final MinaRemoteEndpoint.Terms terms;

    private MinaListening(LoginAttempt attempt, RemoteSpot spot, MinaRemoteEndpoint.Terms terms) {
        this.attempt = attempt;
        this.spot = spot;
        this.terms = terms;
    }

    public static Mono<RemoteEndpoint> at(RemoteSpot spot, LoginAttempt attempt, MinaRemoteEndpoint.Terms terms) {
        MinaListening listening = new MinaListening(attempt, spot, terms);
        return Handover.within(
                Mono.create(listening::ask),
                LIMIT,
                () -> listening.refusal(new IOException("no answer within " + LIMIT.toSeconds() + " s")));
    }

    private void ask(MonoSink<RemoteEndpoint> sink) {
        AtomicBoolean abandoned = new AtomicBoolean();
        sink.onCancel(() -> abandoned.set(true));
        GlobalRequest.send(
                terms.session(),
                spot.listen(),
                spot::write,
                reply -> {
                    MinaRemoteEndpoint endpoint = new MinaRemoteEndpoint(terms, spot.granted(reply));
                    if (abandoned.get()) {
                        Handover.discard(endpoint);
                    } else {
                        sink.success(endpoint);
                    }
                },
                error -> sink.error(refusal(error)));
    }

    private SshException refusal(@Nullable Throwable error) {
        return attempt.isClosing()
                ? SshFailures.lost(
                        SshReason.SESSION_LOST,
                        "the session is closed",
                        attempt,
                        attempt.loss().orElse(error))
                : new SshException(Failure.of(
                                ForwardReason.LISTEN_REFUSED,
                                Stage.CHANNEL,
                                "the machine does not listen on " + spot.address())
                        .on(attempt.machine())
                        .with("trackingId", attempt.trackingId())
                        .causedBy(error));
    }
}
