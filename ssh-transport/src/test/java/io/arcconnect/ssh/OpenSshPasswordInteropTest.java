package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.Secret;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/**
 * Passwords against OpenSSH's server, which wants a user of the system: one is created and removed again, so this runs only
 * where the property {@code arcconnect.systemUsers} says that it may.
 */
@Tag("interop")
class OpenSshPasswordInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String USER = "arcconnect-test";
    private static final String PASSWORD = UUID.randomUUID().toString();

    @TempDir
    static Path directory;

    private static OpenSshServer server;
    private static OpenSshServer asking;
    private static ArcEmulator emulator;
    private static ArcConnect arc;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(
                Boolean.getBoolean("arcconnect.systemUsers"), "skipped: -Darcconnect.systemUsers=true allows it");
        OpenSshServer.assumeInstalled();
        run("", "useradd", "--create-home", "--shell", "/bin/sh", USER);
        run(USER + ":" + PASSWORD + "\n", "chpasswd");
        server = OpenSshServer.start(directory, "PasswordAuthentication yes", "MaxAuthTries 3");
        asking = OpenSshServer.start(
                Files.createDirectory(directory.resolve("asking")),
                "UsePAM yes",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication yes",
                "MaxAuthTries 3");
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .target(22, server.address())
                        .enabled())
                .machine(EmulatedMachine.linux("asking")
                        .target(22, asking.address())
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
    }

    @AfterAll
    static void stop() throws Exception {
        if (arc != null) {
            arc.close().block(LIMIT);
            emulator.close();
            server.close();
            asking.close();
            run("", "userdel", "--remove", "--force", USER);
        }
    }

    /** Runs a program; secrets go through its standard input. */
    private static void run(String input, String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0 && !command[0].equals("userdel")) {
            throw new IllegalStateException(command[0] + " failed: " + said);
        }
    }

    private static Ssh ssh(String password) throws Exception {
        return Ssh.as(USER)
                .identity(SshIdentity.password(Secret.of(password)))
                .hostKeys(HostKeys.acceptNew(directory.resolve("known_hosts")));
    }

    private static ArcMachine machine() {
        return arc.machine(emulator.machine("lin-01").id());
    }

    @Test
    void exec_whenThePasswordIsRight_thenLoggedInAsThatUser() throws Exception {
        ExecResult result =
                machine().use(ssh(PASSWORD), session -> session.exec("id -un")).block(LIMIT);

        assertThat(result.orThrow().stdout()).isEqualTo(USER + "\n");
    }

    @Test
    void exec_whenThePasswordIsWrong_thenAuthFailedWithoutTheSecret() throws Exception {
        SshException error = catchThrowableOfType(
                SshException.class,
                () -> machine()
                        .use(ssh("not-" + PASSWORD), session -> session.exec("id"))
                        .block(LIMIT));

        assertThat(error.reason()).isEqualTo(SshReason.AUTH_FAILED);
        assertThat(error.machine()).contains(machine().id());
        assertThat(error).hasMessageNotContaining(PASSWORD);
    }

    @Test
    void exec_whenAKeyIsRefusedAndAPasswordFollows_thenThePasswordIsTried() throws Exception {
        OpenSshServer.keygen(directory.resolve("stranger"), "ed25519");
        Ssh both = Ssh.as(USER)
                .identity(SshIdentity.privateKey(directory.resolve("stranger")))
                .identity(SshIdentity.password(Secret.of(PASSWORD)))
                .hostKeys(HostKeys.acceptNew(directory.resolve("known_hosts")));

        ExecResult result =
                machine().use(both, session -> session.exec("id -un")).block(LIMIT);

        assertThat(result.stdout()).isEqualTo(USER + "\n");
    }

    private static String hello(SshIdentity identity) throws Exception {
        Ssh ssh = Ssh.as(USER).identity(identity).hostKeys(HostKeys.acceptNew(directory.resolve("known_hosts")));
        return arc.machine(emulator.machine("asking").id())
                .use(ssh, session -> session.exec("id -un"))
                .block(LIMIT)
                .stdout();
    }

    @Test
    void exec_whenPamAsksForThePassword_thenTheResponderAnswers() throws Exception {
        List<SshChallenge> challenges = new CopyOnWriteArrayList<>();
        SshResponder responder = challenge -> {
            challenges.add(challenge);
            return Mono.just(List.of(Secret.of(PASSWORD)));
        };

        assertThat(hello(SshIdentity.keyboardInteractive(responder))).isEqualTo(USER + "\n");
        assertThat(challenges).hasSize(1);
        assertThat(challenges.get(0).user()).isEqualTo(USER);
        assertThat(challenges.get(0).machine())
                .isEqualTo(emulator.machine("asking").id());
        assertThat(challenges.get(0).prompts()).containsExactly(new SshChallenge.Prompt("Password: ", false));
    }

    @Test
    void exec_whenPamAsksAndOnlyAPasswordIsThere_thenItIsTheAnswer() throws Exception {
        assertThat(hello(SshIdentity.password(Secret.of(PASSWORD)))).isEqualTo(USER + "\n");
    }

    @Test
    void exec_whenTheAnswerIsWrong_thenAuthFailedWithoutIt() {
        SshResponder responder = challenge -> Mono.just(List.of(Secret.of("not-" + PASSWORD)));

        SshException error =
                catchThrowableOfType(SshException.class, () -> hello(SshIdentity.keyboardInteractive(responder)));

        assertThat(error.reason()).isEqualTo(SshReason.AUTH_FAILED);
        assertThat(error).hasMessageContaining("keyboard-interactive refused").hasMessageNotContaining(PASSWORD);
    }
}
