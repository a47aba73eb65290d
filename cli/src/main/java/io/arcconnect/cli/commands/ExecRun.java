package io.arcconnect.cli.commands;

import io.arcconnect.cli.console.ExitCodes;
import io.arcconnect.cli.console.OutputBytes;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.ExitStatus;
import io.arcconnect.ssh.RemoteCommand;
import io.arcconnect.ssh.SshSession;
import reactor.core.publisher.Mono;

/**
 * A command whose outputs are those of this process.
 *
 * @param around the process
 */
record ExecRun(Surroundings around) {

    /** Runs it; both outputs are passed on as they come. */
    Mono<Integer> on(SshSession session, Exec command) {
        return Mono.usingWhen(session.start(command), this::show, RemoteCommand::close)
                .map(ExitCodes::of);
    }

    private Mono<ExitStatus> show(RemoteCommand command) {
        return Mono.when(
                        OutputBytes.write(command.stdout(), around.out()),
                        OutputBytes.write(command.stderr(), around.err()))
                .then(command.exit());
    }
}
