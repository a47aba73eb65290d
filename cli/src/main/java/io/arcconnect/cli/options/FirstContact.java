package io.arcconnect.cli.options;

import io.arcconnect.cli.console.HostKeyQuestion;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.ssh.HostKeySource;
import io.arcconnect.ssh.HostKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who judges a machine of which no key is known: a person, unless something else is said. */
final class FirstContact {

    @Option(names = "--accept-new", description = "believe the first key that a machine shows, and remember it")
    boolean acceptNew;

    @Option(
            names = "--host-key",
            paramLabel = "SHA256:…",
            description = "believe a new machine that shows this key, as ssh-keygen -l prints it")
    List<String> pinned = List.of();

    @Option(
            names = "--host-key-from-machine",
            description = "let the machine's agent name its keys, by a run command, and believe those")
    boolean fromMachine;

    HostKeys hostKeys(Optional<Path> file, Surroundings around) {
        Path known = file.orElseGet(() -> KnownHostsPlace.usual(around));
        if (acceptNew) {
            return HostKeys.acceptNew(known);
        }
        HostKeys strict = HostKeys.knownHosts(known);
        if (!pinned.isEmpty()) {
            return strict.firstContact(HostKeys.pinned(
                    pinned.get(0), pinned.subList(1, pinned.size()).toArray(String[]::new)));
        }
        return strict.firstContact(
                fromMachine
                        ? HostKeys.verifiedBy(HostKeySource.runCommand())
                        : HostKeys.ask(new HostKeyQuestion(around.terminal())));
    }
}
