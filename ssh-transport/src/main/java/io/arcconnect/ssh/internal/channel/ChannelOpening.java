package io.arcconnect.ssh.internal.channel;

import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Handover;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.connection.LoginAttempt;
import io.arcconnect.ssh.internal.connection.SshFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.ConnectionService;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Opens a channel on a session. Whoever gives up meanwhile leaves no channel behind. */
public final class ChannelOpening {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private ChannelOpening() {}

    /**
     * Opens one.
     *
     * @param session on which
     * @param attempt tells machine and causes
     * @param what for the message of a refusal, such as "to open a session"
     * @param factory makes the channel
     * @param face makes of the open channel what the user gets
     */
    public static <C extends MinaChannel, T extends AsyncCloseable> Mono<T> on(
            ClientSession session, LoginAttempt attempt, String what, Supplier<C> factory, Function<C, T> face) {
        return Handover.within(
                Mono.create(sink -> open(session, attempt, what, factory.get(), face, sink)),
                LIMIT,
                () -> SshFailures.channelRefused(
                        attempt, what, new IOException("no answer within " + LIMIT.toSeconds() + " s")));
    }

    private static <C extends MinaChannel, T extends AsyncCloseable> void open(
            ClientSession session,
            LoginAttempt attempt,
            String what,
            C channel,
            Function<C, T> face,
            MonoSink<T> sink) {
        try {
            session.getService(ConnectionService.class).registerChannel(channel);
            OpenFuture opening = channel.open();
            sink.onCancel(() -> channel.abandon(opening));
            opening.addListener(opened -> {
                if (opened.isOpened()) {
                    sink.success(face.apply(channel));
                } else {
                    sink.error(answered(attempt, what, opened.getException()));
                }
            });
            // A session that is lost meanwhile closes the channel and forgets its open future.
            channel.addCloseFutureListener(
                    closed -> sink.error(answered(attempt, what, new IOException("the channel was closed"))));
        } catch (IOException | RuntimeException e) {
            sink.error(refusalOrLoss(attempt, what, e));
        }
    }

    /** A server that refuses says so; a channel that just ends has lost its session, whether that is known by now or not. */
    private static SshException answered(LoginAttempt attempt, String what, @Nullable Throwable error) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (each instanceof SshChannelOpenException) {
                return refusalOrLoss(attempt, what, error);
            }
        }
        return lost(attempt, error);
    }

    private static SshException lost(LoginAttempt attempt, @Nullable Throwable error) {
        return SshFailures.lost(
                SshReason.SESSION_LOST,
                "the session ended before the channel was open",
                attempt,
                attempt.loss().orElse(error));
    }

    private static SshException refusalOrLoss(LoginAttempt attempt, String what, @Nullable Throwable error) {
        return attempt.isClosing() ? lost(attempt, error) : SshFailures.channelRefused(attempt, what, error);
    }
}
