package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.ArmCall;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.ExecReply;
import io.arcconnect.testkit.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** The whole of an authenticated first contact: the agent really runs the script, on the machine of a real sshd. */
@Timeout(120)
class FirstContactInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static OpenSshServer server;
    private static ArcEmulator emulator;
    private static ArcConnect arc;
    private static ArcMachine machine;
    private static volatile String prefix = "";

    @TempDir
    Path folder;

    private Path file;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.start(directory);
        // The script asks "sshd -T"; this one answers for the server of the test.
        Path programs = Files.createDirectory(directory.resolve("bin"));
        Path sshd = Files.writeString(
                programs.resolve("sshd"),
                "#!/bin/sh\nexec /usr/sbin/sshd -f " + directory.resolve("sshd_config") + " \"$@\"\n");
        Files.setPosixFilePermissions(sshd, PosixFilePermissions.fromString("rwx------"));
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .target(22, server.address())
                        .onRunCommand(script -> run(programs, prefix + script))
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
        machine = arc.machine(emulator.machine("lin-01").id());
    }

    @AfterAll
    static void stop() {
        if (arc != null) {
            arc.close().block(LIMIT);
            emulator.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void names() {
        prefix = "";
        file = folder.resolve("known_hosts");
    }

    private static ExecReply run(Path programs, String script) {
        try {
            ProcessBuilder shell = new ProcessBuilder("sh", "-c", script);
            shell.environment().put("PATH", programs + ":" + shell.environment().get("PATH"));
            Process process = shell.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(30, TimeUnit.SECONDS);
            return ExecReply.exit(process.exitValue(), output, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Ssh ssh() {
        return Ssh.as(OpenSshServer.user())
                .identity(SshIdentity.privateKey(server.userKey("ed25519")))
                .hostKeys(HostKeys.knownHosts(file).firstContact(HostKeys.verifiedBy(HostKeySource.runCommand())));
    }

    private static String login(Ssh ssh) {
        return machine.use(ssh, session -> Mono.just("in")).block(LIMIT);
    }

    private static List<ArmCall> runCommandCalls() {
        return emulator.requests().stream()
                .map(RecordedRequest::call)
                .filter(call -> call.name().endsWith("RUN_COMMAND"))
                .toList();
    }

    @Test
    void open_whenNothingIsKnown_thenTheAgentNamesTheKeysAndAllAreRemembered() throws Exception {
        int before = runCommandCalls().size();

        assertThat(login(ssh())).isEqualTo("in");
        List<ArmCall> calls =
                runCommandCalls().subList(before, runCommandCalls().size());
        assertThat(login(ssh())).isEqualTo("in");

        assertThat(calls).startsWith(ArmCall.PUT_RUN_COMMAND).endsWith(ArmCall.DELETE_RUN_COMMAND);
        assertThat(runCommandCalls()).hasSize(before + calls.size());
        assertThat(Files.readAllLines(file))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).startsWith(machine.id().key() + " "))
                .anyMatch(line -> line.contains(" ssh-ed25519 "))
                .anyMatch(line -> line.contains(" ssh-rsa "))
                .anyMatch(line -> line.contains(" ecdsa-sha2-nistp256 "));
    }

    @Test
    void open_whenSomebodyElseAnswersOnTheRelay_thenChangedAndNothingIsRemembered() throws Exception {
        Path own = Files.createDirectory(directory.resolve("impostor"));
        try (OpenSshServer impostor = OpenSshServer.start(own)) {
            emulator.machine("lin-01").target(22, impostor.address());

            SshException error = catchThrowableOfType(SshException.class, () -> login(ssh()));

            assertThat(error.reason()).isEqualTo(SshReason.HOST_KEY_CHANGED);
            assertThat(error.facts()).containsKeys("shown", "known");
            assertThat(error.facts().get("known")).contains(server.fingerprint("ed25519"));
            assertThat(folder).isEmptyDirectory();
        } finally {
            emulator.machine("lin-01").target(22, server.address());
        }
    }

    @Test
    void open_whenTheMachineHasNoSshd_thenTheUsualPlacesAreLookedAt() {
        // Whatever this computer has in /etc/ssh: it is no key of the test's server, or there is none at all.
        prefix = "sshd() { return 1; }\n";

        SshException error = catchThrowableOfType(SshException.class, () -> login(ssh()));

        assertThat(error.reason()).isIn(SshReason.HOST_KEY_CHANGED, SshReason.HOST_KEY_UNKNOWN);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void open_whenTheAgentSaysSomethingElse_thenUnknownWithItsWords() {
        prefix = "echo 'sh: bad luck' >&2; exit 3\n";

        SshException error = catchThrowableOfType(SshException.class, () -> login(ssh()));

        assertThat(error.reason()).isEqualTo(SshReason.HOST_KEY_UNKNOWN);
        assertThat(error.facts()).containsEntry("exitCode", "3").containsEntry("said", "sh: bad luck");
        assertThat(error.machine()).contains(machine.id());
    }

    @Test
    void open_whenTheCallerMayNotRunCommands_thenForbiddenWithTheRoleAndNothingIsDialled() {
        try (ArcEmulator strict = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-02")
                        .target(22, server.address())
                        .enabled())
                .start()) {
            strict.deny("Microsoft.HybridCompute/machines/runCommands/write");
            ArcConnect own = strict.arcConnect().build();

            ArcConnectException error = catchThrowableOfType(
                    ArcConnectException.class,
                    () -> own.machine(strict.machine("lin-02").id())
                            .use(ssh(), session -> Mono.just("in"))
                            .block(LIMIT));

            assertThat(error.reason()).isEqualTo(ArcReason.ARM_FORBIDDEN);
            assertThat(error.getMessage())
                    .contains("Azure Connected Machine Resource Administrator")
                    .contains("runCommands/write");
            assertThat(strict.dials()).isEmpty();
            own.close().block(LIMIT);
        }
    }
}
