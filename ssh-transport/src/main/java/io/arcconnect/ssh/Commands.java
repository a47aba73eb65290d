package io.arcconnect.ssh;

import io.arcconnect.spi.ActionReport;
import io.arcconnect.ssh.internal.ground.SessionReport;
import org.apache.sshd.client.session.ClientSession;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Runs the commands of a session. */
final class Commands {

    private final ClientSession session;
    private final LoginAttempt attempt;
    private final SessionReport report;
    private final LoginShell login;
    private final Endings endings = new Endings();
    private final MinaCommand.Surroundings surroundings;

    Commands(ClientSession session, LoginAttempt attempt, Ssh ssh, Scheduler delivery, SessionReport report) {
        this.session = session;
        this.attempt = attempt;
        this.report = report;
        this.login = LoginShell.of(ssh.shell(), session.getServerVersion());
        this.surroundings = new MinaCommand.Surroundings(delivery, ssh.charset(), endings);
    }

    RemoteShell shell() {
        return login.shell();
    }

    Mono<ExecResult> collected(Exec command) {
        return Mono.usingWhen(running(command), running -> running.collect(attempt.machine()), MinaCommand::closing);
    }

    Mono<MinaCommand> running(Exec command) {
        return Mono.deferContextual(context -> running(command, report.exec(context, command.command())));
    }

    private Mono<MinaCommand> running(Exec command, ActionReport action) {
        return ProgramStart.on(
                session,
                attempt,
                () -> new MinaExec(new ExecPlan(command, login, attempt.machine()), attempt, action),
                channel -> MinaCommand.started(channel, new CommandEnd(channel, this::collected), surroundings));
    }

    /** Completes when those are ended whose end has begun; bounded. */
    Mono<Void> ended() {
        return endings.all();
    }
}
