package io.arcconnect.examples.jobs;

import io.arcconnect.ssh.HostKeySource;
import io.arcconnect.ssh.HostKeys;
import java.nio.file.Path;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Meets a machine for the first time, without blind trust in the key that it shows. */
public final class MeetAMachine {

    private MeetAMachine() {}

    /**
     * Lets the machine's agent name the keys, through Azure Resource Manager.
     *
     * @param file an OpenSSH known-hosts file, which remembers
     * @return who is believed
     */
    public static HostKeys verified(Path file) {
        HostKeys keys = HostKeys.knownHosts(file).firstContact(HostKeys.verifiedBy(HostKeySource.runCommand()));
        return keys;
    }

    /**
     * Asks somebody.
     *
     * @param file an OpenSSH known-hosts file, which remembers
     * @param screen shows a question and gives the answer
     * @return who is believed
     */
    public static HostKeys asking(Path file, Function<String, Mono<Boolean>> screen) {
        HostKeys keys = HostKeys.knownHosts(file)
                .firstContact(HostKeys.ask((machine, shown) -> screen.apply(machine.name() + " shows " + shown)));
        return keys;
    }
}
