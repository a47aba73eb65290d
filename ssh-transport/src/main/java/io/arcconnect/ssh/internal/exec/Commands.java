package io.arcconnect.ssh.internal.exec;

import io.arcconnect.spi.ActionReport;
import io.arcconnect.ssh.RemoteShell;
import io.arcconnect.ssh.internal.channel.ProgramStart;
import io.arcconnect.ssh.internal.connection.LoginAttempt;
import io.arcconnect.ssh.internal.ground.Endings;
import io.arcconnect.ssh.internal.ground.SessionReport;
import java.nio.charset.Charset;
import java.util.Optional;
import org.apache.sshd.client.session.ClientSession;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Runs the commands of a session. */
public final class Commands {

    private final ClientSession session;
    private final LoginAttempt attempt;
    private final SessionReport report;
    private final LoginShell login;
    private final MinaCommand.Surroundings surroundings;

    public Commands(
            ClientSession session,
            LoginAttempt attempt,
            Optional<RemoteShell> shell,
            Charset charset,
            Scheduler delivery,
            Endings endings,
            SessionReport report) {
        this.session = session;
        this.attempt = attempt;
        this.report = report;
        this.login = LoginShell.of(shell, session.getServerVersion());
        this.surroundings = new MinaCommand.Surroundings(delivery, charset, endings);
    }

    public RemoteShell shell() {
        return login.shell();
    }

    public Mono<CommandOutcome> collected(CommandSpec command) {
        return Mono.usingWhen(running(command), running -> running.collect(attempt.machine()), MinaCommand::closing);
    }

    public Mono<MinaCommand> running(CommandSpec command) {
        return Mono.deferContextual(context -> running(command, report.exec(context, command.text())));
    }

    private Mono<MinaCommand> running(CommandSpec command, ActionReport action) {
        return ProgramStart.on(
                session,
                attempt,
                () -> new MinaExec(new ExecPlan(command, login, attempt.machine()), attempt, action),
                channel -> MinaCommand.started(channel, new CommandEnd(channel, this::collected), surroundings));
    }
}
