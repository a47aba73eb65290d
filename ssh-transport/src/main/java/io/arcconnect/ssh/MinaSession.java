package io.arcconnect.ssh;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Handover;
import java.time.Duration;
import java.util.Objects;
import org.apache.sshd.client.session.ClientSession;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A logged-in session. */
final class MinaSession implements SshSession {

    /** How long a server may take to say whether it runs a command. */
    private static final Duration REPLY_LIMIT = Duration.ofSeconds(30);

    private final ClientSession session;
    private final LoginAttempt attempt;
    private final Scheduler delivery;
    private final Sinks.Empty<Void> closed = Sinks.empty();

    MinaSession(ClientSession session, LoginAttempt attempt, Ssh ssh, Scheduler scheduler) {
        this.session = session;
        this.attempt = attempt;
        this.delivery = ssh.isOnEventLoop() ? Schedulers.immediate() : scheduler;
        session.addCloseFutureListener(future ->
                attempt.loss().ifPresentOrElse(loss -> closed.tryEmitError(typed(loss)), closed::tryEmitEmpty));
    }

    private Throwable typed(Throwable loss) {
        return loss instanceof ArcConnectException
                ? loss
                : SshFailures.lost(SshReason.SESSION_LOST, "the session broke: " + loss.getMessage(), attempt, loss);
    }

    @Override
    public Mono<ExecResult> exec(Exec command) {
        Objects.requireNonNull(command, "command");
        return Delivery.on(
                delivery,
                Mono.usingWhen(running(command), running -> running.collect(attempt.machine()), MinaCommand::closing));
    }

    @Override
    public Mono<RemoteCommand> start(Exec command) {
        Objects.requireNonNull(command, "command");
        return Handover.on(delivery, running(command));
    }

    private Mono<MinaCommand> running(Exec command) {
        return ChannelOpening.on(
                        session,
                        attempt,
                        "a session channel",
                        () -> new MinaExec(command.command(), attempt),
                        channel -> new MinaCommand(channel, command, delivery))
                .flatMap(opened -> Handover.within(
                        opened.started(),
                        REPLY_LIMIT,
                        () -> SshFailures.lost(
                                SshReason.OUTCOME_UNKNOWN,
                                "the server did not say within " + REPLY_LIMIT.toSeconds()
                                        + " s whether it runs the command",
                                attempt,
                                null),
                        () -> Handover.discard(opened)));
    }

    @Override
    public Mono<DuplexStream> openStream(String host, int port) {
        Objects.requireNonNull(host, "host");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, got " + port);
        }
        return Handover.on(
                delivery,
                ChannelOpening.on(
                        session,
                        attempt,
                        "a channel to " + host + ":" + port,
                        () -> new MinaDirectTcpip(host, port, attempt),
                        channel -> new MinaStream(channel, delivery)));
    }

    @Override
    public Mono<Void> close() {
        return Delivery.on(delivery, Closes.gracefully(session));
    }

    @Override
    public Mono<Void> onClose() {
        return Delivery.on(delivery, closed.asMono());
    }
}
