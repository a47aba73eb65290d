package io.arcconnect.examples.jobs;

import io.arcconnect.ArcMachine;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.PowerShell;
import io.arcconnect.ssh.RemoteShell;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.Sudo;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Runs commands in a directory, within a time, as another user, and in PowerShell. */
public final class RunUnderConditions {

    private RunUnderConditions() {}

    /**
     * Packs a folder as root, in at most ten minutes.
     *
     * @param machine where
     * @param ssh who logs in
     * @param password of that user, for sudo; asked for when sudo asks
     * @return what {@code tar} printed; {@code ssh.command_timed_out}, {@code ssh.sudo_refused} or {@code ssh.exit_status}
     */
    public static Mono<String> backup(ArcMachine machine, Ssh ssh, Mono<Secret> password) {
        Exec backup = Exec.of(RemoteShell.POSIX, "tar", "-czvf", "/backup/ada's.tgz", ".")
                .workingDirectory("/srv/app")
                .timeout(Duration.ofMinutes(10))
                .sudo(Sudo.password(password));
        return machine.use(ssh, session -> session.exec(backup))
                .map(ExecResult::orThrow)
                .map(ExecResult::stdout);
    }

    /**
     * Lists a Windows machine's services.
     *
     * @param machine where
     * @param ssh who logs in
     * @return a JSON array
     */
    public static Mono<String> services(ArcMachine machine, Ssh ssh) {
        Exec services = PowerShell.json(RemoteShell.WINDOWS_POWERSHELL, "Get-Service | Select-Object Name, Status");
        return machine.use(ssh, session -> session.exec(services))
                .map(ExecResult::orThrow)
                .map(ExecResult::stdout);
    }
}
