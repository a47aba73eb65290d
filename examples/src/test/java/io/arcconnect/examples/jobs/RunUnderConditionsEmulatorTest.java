package io.arcconnect.examples.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.ExecReply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class RunUnderConditionsEmulatorTest {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Pattern TOKEN = Pattern.compile("\\[(arc-[0-9a-f]+)\\?]");

    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final ArcEmulator emulator = ArcEmulator.builder()
            .machine(EmulatedMachine.linux("web-01")
                    .ssh(EmbeddedSsh.create().password("ada", "pw").onExec(request -> {
                        commands.add(request.command());
                        return answer(request.command());
                    }))
                    .enabled())
            .start();
    private final ArcConnect arc = emulator.arcConnect().build();
    private final ArcMachine machine = arc.machine(emulator.machine("web-01").id());
    private final Ssh ssh = Ssh.as("ada")
            .identity(SshIdentity.password(Secret.of("pw")))
            .hostKeys(HostKeys.pinned(emulator.machine("web-01").hostKeyFingerprint()));

    /** As a machine whose sudo has asked a minute ago, and wants no password yet. */
    private static ExecReply answer(String command) {
        Matcher token = TOKEN.matcher(command);
        return token.find()
                ? ExecReply.exit(0, "./app.jar\n", "[" + token.group(1) + ":p:4711]\n")
                : ExecReply.out("[]");
    }

    @AfterEach
    void stop() {
        arc.close().block(BOUND);
        emulator.close();
    }

    @Test
    void backup_whenSudoWantsNoPassword_thenNobodyIsAskedForIt() {
        Mono<Secret> password = Mono.error(new AssertionError("asked for a password"));

        String packed = RunUnderConditions.backup(machine, ssh, password).block(BOUND);

        assertThat(packed).isEqualTo("./app.jar\n");
        assertThat(commands)
                .singleElement()
                .asString()
                .startsWith("sudo -S -p ")
                .contains("/srv/app");
    }

    @Test
    void services_whenAsked_thenPowerShellIsGivenAnEncodedScript() {
        String services = RunUnderConditions.services(machine, ssh).block(BOUND);

        assertThat(services).isEqualTo("[]");
        assertThat(commands)
                .singleElement()
                .asString()
                .startsWith("powershell.exe ")
                .contains(" -EncodedCommand ");
    }
}
