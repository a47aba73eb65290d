package io.arcconnect.cli.console;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.HostKey;
import io.arcconnect.ssh.HostKeyDecision;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Asks the person whether a key is the machine's. Where nobody can be asked, it is not.
 *
 * @param terminal where to ask
 */
public record HostKeyQuestion(Terminal terminal) implements HostKeyDecision {

    private static final int MOST_TRIES = 5;

    @Override
    public Mono<Boolean> isBelieved(MachineId machine, HostKey shown) {
        return Mono.fromCallable(() -> ask(machine, shown)).subscribeOn(Schedulers.boundedElastic());
    }

    private boolean ask(MachineId machine, HostKey shown) {
        String question = String.format(
                "No key of %s is known here. It shows this one, which ssh-keygen -l prints on the machine:%n%s%n"
                        + "Is it the machine's? (yes/no/fingerprint) ",
                machine.name(), shown);
        for (int i = 0; i < MOST_TRIES; i++) {
            Optional<String> typed = terminal.ask(question).map(String::strip);
            if (typed.isEmpty()) {
                throw nobody(machine, shown);
            }
            if (typed.get().equalsIgnoreCase("no")) {
                return false;
            }
            if (typed.get().equalsIgnoreCase("yes") || typed.get().equals(shown.fingerprint())) {
                return true;
            }
            question = "Type yes, no, or the fingerprint that the machine itself tells: ";
        }
        return false;
    }

    private static SshException nobody(MachineId machine, HostKey shown) {
        return new SshException(Failure.of(
                        SshReason.HOST_KEY_UNKNOWN,
                        Stage.SESSION,
                        "no key of the machine is known, it shows " + shown
                                + ", and there is no terminal to ask somebody at")
                .on(machine)
                .with("fingerprint", shown.fingerprint()));
    }
}
