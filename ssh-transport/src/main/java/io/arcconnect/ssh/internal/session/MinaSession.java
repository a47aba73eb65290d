package io.arcconnect.ssh.internal.session;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.spi.ActionReport;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Handover;
import io.arcconnect.spi.Route;
import io.arcconnect.spi.event.ActionOutcome;
import io.arcconnect.ssh.RemoteCommand;
import io.arcconnect.ssh.RemoteEndpoint;
import io.arcconnect.ssh.RemoteShell;
import io.arcconnect.ssh.ShellRequest;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.SshShell;
import io.arcconnect.ssh.internal.channel.ChannelOpening;
import io.arcconnect.ssh.internal.channel.Closes;
import io.arcconnect.ssh.internal.channel.MinaDirect;
import io.arcconnect.ssh.internal.channel.MinaListening;
import io.arcconnect.ssh.internal.channel.MinaRemoteEndpoint;
import io.arcconnect.ssh.internal.channel.MinaShell;
import io.arcconnect.ssh.internal.channel.MinaStream;
import io.arcconnect.ssh.internal.channel.MinaSubsystem;
import io.arcconnect.ssh.internal.channel.MinaTerminal;
import io.arcconnect.ssh.internal.channel.ProgramStart;
import io.arcconnect.ssh.internal.channel.RemoteSpot;
import io.arcconnect.ssh.internal.channel.StreamRefusals;
import io.arcconnect.ssh.internal.connection.LoginAttempt;
import io.arcconnect.ssh.internal.connection.MinaClient;
import io.arcconnect.ssh.internal.connection.SshFailures;
import io.arcconnect.ssh.internal.exec.CommandOutcome;
import io.arcconnect.ssh.internal.exec.CommandSpec;
import io.arcconnect.ssh.internal.exec.Commands;
import io.arcconnect.ssh.internal.ground.Delivery;
import io.arcconnect.ssh.internal.ground.Endings;
import io.arcconnect.ssh.internal.ground.SessionGround;
import io.arcconnect.ssh.internal.ground.SessionReport;
import java.util.Optional;
import java.util.function.Function;
import org.apache.sshd.client.session.ClientSession;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/** A logged-in session. */
public final class MinaSession implements AsyncCloseable {

    private final ClientSession session;
    private final LoginAttempt attempt;
    private final SessionReport report;
    private final Route route;
    private final Scheduler delivery;
    private final Endings endings = new Endings();
    private final Commands commands;
    private final Sinks.Empty<Void> closed = Sinks.empty();

    MinaSession(ClientSession session, LoginAttempt attempt, SessionTerms terms, Route route, SessionReport report) {
        this.session = session;
        this.attempt = attempt;
        this.report = report;
        this.route = route;
        this.delivery = terms.isOnEventLoop() ? Schedulers.immediate() : route.scheduler();
        this.commands = new Commands(session, attempt, terms.shell(), terms.charset(), delivery, endings, report);
        MinaClient.heed(session, endings.all());
        session.addCloseFutureListener(future -> attempt.loss().ifPresentOrElse(this::lost, this::ended));
    }

    private void lost(Throwable loss) {
        ArcConnectException typed = typed(loss);
        report.lost(typed);
        closed.tryEmitError(typed);
    }

    private void ended() {
        report.closed();
        closed.tryEmitEmpty();
    }

    private ArcConnectException typed(Throwable loss) {
        return loss instanceof ArcConnectException known
                ? known
                : SshFailures.lost(SshReason.SESSION_LOST, "the session broke: " + loss.getMessage(), attempt, loss);
    }

    public RemoteShell shell() {
        return commands.shell();
    }

    public Mono<CommandOutcome> exec(CommandSpec command) {
        return Delivery.on(delivery, commands.collected(command));
    }

    public Mono<RemoteCommand> start(CommandSpec command) {
        return Handover.on(delivery, commands.running(command));
    }

    public Mono<DuplexStream> openStream(String host, int port) {
        return forward(
                "a channel to " + host + ":" + port,
                context -> report.forward(context, host, port),
                action -> MinaDirect.tcpip(host, port, attempt, action));
    }

    public Mono<DuplexStream> openSocket(String path) {
        return forward(
                "a channel to " + path,
                context -> report.forward(context, path),
                action -> MinaDirect.socket(path, attempt, action));
    }

    private Mono<DuplexStream> forward(
            String what, Function<ContextView, ActionReport> begin, Function<ActionReport, MinaDirect> channel) {
        return Handover.on(delivery, Mono.deferContextual(context -> {
            ActionReport action = begin.apply(context);
            return ChannelOpening.<MinaDirect, DuplexStream>on(
                            session,
                            attempt,
                            what,
                            () -> channel.apply(action),
                            opened -> new MinaStream(opened, delivery))
                    .onErrorMap(SshException.class, StreamRefusals::inCommonWords)
                    .doOnError(error -> action.ended(ActionOutcome.failed(error)))
                    .doOnCancel(() -> action.ended(ActionOutcome.cancelled()));
        }));
    }

    public Mono<RemoteEndpoint> listen(String host, int port, Function<DuplexStream, Mono<Void>> onAccept) {
        return listen(RemoteSpot.port(host, port), onAccept);
    }

    public Mono<RemoteEndpoint> listenSocket(String path, Function<DuplexStream, Mono<Void>> onAccept) {
        return listen(RemoteSpot.socket(path), onAccept);
    }

    private Mono<RemoteEndpoint> listen(RemoteSpot spot, Function<DuplexStream, Mono<Void>> onAccept) {
        return Handover.on(
                delivery,
                Mono.deferContextual(context -> MinaListening.at(
                        spot,
                        attempt,
                        new MinaRemoteEndpoint.Terms(session, closed.asMono(), report, delivery, onAccept, context))));
    }

    public Route route() {
        return route;
    }

    public Mono<DuplexStream> openSubsystem(String name) {
        return Handover.on(delivery, Mono.deferContextual(context -> subsystem(name, report.subsystem(context, name))));
    }

    private Mono<DuplexStream> subsystem(String name, ActionReport action) {
        return subsystem(name, action, delivery);
    }

    private Mono<DuplexStream> openSubsystemOnLoop(String name) {
        return Mono.deferContextual(
                context -> subsystem(name, report.subsystem(context, name), Schedulers.immediate()));
    }

    private Mono<DuplexStream> subsystem(String name, ActionReport action, Scheduler onto) {
        return ProgramStart.on(
                session,
                attempt,
                () -> new MinaSubsystem(name, attempt, action),
                channel -> new MinaStream(channel, onto));
    }

    public SessionGround ground() {
        return new SessionGround(
                attempt.machine(), delivery, route.scheduler(), this::openSubsystemOnLoop, endings, report);
    }

    public Mono<SshShell> openShell(ShellRequest request) {
        return Handover.on(delivery, Mono.deferContextual(context -> shell(request, report.shell(context, request))));
    }

    private Mono<SshShell> shell(ShellRequest request, ActionReport action) {
        return ProgramStart.on(
                session,
                attempt,
                () -> new MinaTerminal(request, attempt, action),
                terminal -> new MinaShell(terminal, delivery));
    }

    public Optional<String> user() {
        return report.user();
    }

    public Optional<String> trackingId() {
        return report.trackingId();
    }

    @Override
    public Mono<Void> close() {
        return Delivery.on(delivery, endings.all().then(Closes.gracefully(session)));
    }

    @Override
    public Mono<Void> onClose() {
        return Delivery.on(delivery, closed.asMono());
    }
}
