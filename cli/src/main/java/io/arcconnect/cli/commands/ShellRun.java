package io.arcconnect.cli.commands;

import io.arcconnect.ArcMachine;
import io.arcconnect.cli.console.EscapeKeys;
import io.arcconnect.cli.console.ExitCodes;
import io.arcconnect.cli.console.RemoteTerminal;
import io.arcconnect.cli.console.Screen;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.console.WindowSize;
import io.arcconnect.ssh.Pty;
import io.arcconnect.ssh.Recording;
import io.arcconnect.ssh.Shell;
import io.arcconnect.ssh.Ssh;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * A program in a terminal of the machine.
 *
 * @param around the process
 * @param screen where it is shown; without one its bytes are passed on as they are
 * @param command what runs there; the login shell when nobody says
 * @param recording what keeps it
 */
record ShellRun(Surroundings around, Optional<Screen> screen, Optional<String> command, Optional<Recording> recording) {

    Mono<Integer> on(ArcMachine machine, Ssh ssh, Map<String, String> environment) {
        return Mono.defer(() -> machine.use(
                        shell(ssh, environment),
                        shell -> RemoteTerminal.show(shell, screen, around.in(), around.out())
                                .map(ExitCodes::of)))
                .onErrorResume(
                        EscapeKeys.Left.class,
                        left -> Mono.fromCallable(() -> {
                            around.err()
                                    .println("arcconnect: left " + machine.id().name() + " with ~.");
                            return ExitCodes.FAILED;
                        }));
    }

    private Shell shell(Ssh ssh, Map<String, String> environment) {
        WindowSize size = screen.map(Screen::size).orElse(WindowSize.USUAL);
        String name = around.environment().getOrDefault("TERM", "");
        Shell shell = Shell.over(ssh)
                .pty(Pty.of(size.columns(), size.rows()).terminal(name.isBlank() ? Pty.DEFAULT_TERMINAL : name));
        for (Map.Entry<String, String> variable : around.environment().entrySet()) {
            if (isLocale(variable.getKey())) {
                shell = shell.env(variable.getKey(), variable.getValue());
            }
        }
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            shell = shell.env(variable.getKey(), variable.getValue());
        }
        shell = command.map(shell::command).orElse(shell);
        return recording.map(shell::recording).orElse(shell);
    }

    /** What OpenSSH sends on Debian, and what its server takes there. */
    private static boolean isLocale(String name) {
        return name.equals("LANG") || name.startsWith("LC_");
    }
}
