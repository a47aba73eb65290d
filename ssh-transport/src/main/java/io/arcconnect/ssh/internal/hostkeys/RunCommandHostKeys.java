package io.arcconnect.ssh.internal.hostkeys;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RunCommandResult;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.HostKey;
import io.arcconnect.ssh.HostKeySource;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets the machine's agent print the keys. What it says comes through Azure Resource Manager, as whoever the caller is. */
public record RunCommandHostKeys() implements HostKeySource {

    private static final int LONGEST_EVIDENCE = 200;

    @Override
    public Flux<HostKey> hostKeys(Route route) {
        return route.runCommand(HostKeyScripts.spec())
                .flatMapMany(result -> Mono.justOrEmpty(HostKeyOutput.parse(result.output()))
                        .switchIfEmpty(Mono.error(() -> unreadable(route.machine(), result)))
                        .flatMapIterable(keys -> keys));
    }

    private static SshException unreadable(MachineId machine, RunCommandResult result) {
        String said = result.error().isBlank() ? result.output() : result.error();
        return new SshException(Failure.of(
                        SshReason.HOST_KEY_UNKNOWN,
                        Stage.CONTROL_PLANE,
                        "the machine's agent did not print host keys as it was asked to")
                .with("exitCode", result.exitCode())
                .with("said", said.length() > LONGEST_EVIDENCE ? said.substring(0, LONGEST_EVIDENCE) : said)
                .on(machine));
    }
}
