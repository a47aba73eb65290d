package io.arcconnect.ssh;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Handover;
import java.util.Objects;
import org.apache.sshd.client.session.ClientSession;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A logged-in session. */
final class MinaSession implements SshSession {

    private final ClientSession session;
    private final LoginAttempt attempt;
    private final Scheduler delivery;
    private final Sinks.Empty<Void> closed = Sinks.empty();

    MinaSession(ClientSession session, LoginAttempt attempt, Ssh ssh, Scheduler scheduler) {
        this.session = session;
        this.attempt = attempt;
        this.delivery = ssh.isOnEventLoop() ? Schedulers.immediate() : scheduler;
        session.addCloseFutureListener(
                future -> attempt.io().lossCause().ifPresentOrElse(closed::tryEmitError, closed::tryEmitEmpty));
    }

    @Override
    public Mono<ExecResult> exec(Exec command) {
        Objects.requireNonNull(command, "command");
        return Mono.usingWhen(running(command), running -> running.collect(attempt.machine()), RemoteCommand::close);
    }

    @Override
    public Mono<RemoteCommand> start(Exec command) {
        Objects.requireNonNull(command, "command");
        return running(command).<RemoteCommand>map(running -> running).publishOn(delivery);
    }

    private Mono<MinaCommand> running(Exec command) {
        return ChannelOpening.on(
                        session,
                        attempt,
                        "a session channel",
                        () -> new MinaExec(command.command(), attempt),
                        channel -> new MinaCommand(channel, command, delivery))
                .flatMap(opened -> opened.started().doOnCancel(() -> Handover.discard(opened)));
    }

    @Override
    public Mono<DuplexStream> openStream(String host, int port) {
        Objects.requireNonNull(host, "host");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, got " + port);
        }
        return ChannelOpening.<MinaDirectTcpip, DuplexStream>on(
                        session,
                        attempt,
                        "a channel to " + host + ":" + port,
                        () -> new MinaDirectTcpip(host, port, attempt),
                        channel -> new MinaStream(channel, delivery))
                .publishOn(delivery);
    }

    @Override
    public Mono<Void> close() {
        return Closes.gracefully(session);
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }
}
