package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** sudo itself, for a user whom the test creates and removes, where the property {@code arcconnect.systemUsers} allows it. */
@Tag("interop")
class RealSudoInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String USER = "arcconnect-sudo";
    private static final String PASSWORD = UUID.randomUUID().toString();
    private static final Path RULE = Paths.get("/etc/sudoers.d/arcconnect-test");

    @TempDir
    static Path directory;

    private static OpenSshServer server;
    private static ArcConnect arc;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(
                Boolean.getBoolean("arcconnect.systemUsers"), "skipped: -Darcconnect.systemUsers=true allows it");
        Assumptions.assumeTrue(Files.isExecutable(Paths.get("/usr/bin/sudo")), "skipped: sudo is not installed");
        OpenSshServer.assumeInstalled();
        run("", "useradd", "--create-home", "--shell", "/bin/sh", USER);
        run(USER + ":" + PASSWORD + "\n", "chpasswd");
        Files.writeString(RULE, USER + " ALL=(ALL) ALL\n");
        server = OpenSshServer.start(directory, "PasswordAuthentication yes");
        arc = DirectArc.to(server.address());
    }

    @AfterAll
    static void stop() throws Exception {
        if (arc != null) {
            arc.close().block(LIMIT);
            server.close();
            Files.deleteIfExists(RULE);
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

    private static ExecResult run(Exec exec) {
        Ssh ssh = Ssh.as(USER)
                .identity(SshIdentity.password(Secret.of(PASSWORD)))
                .hostKeys(HostKeys.acceptNew(directory.resolve("known_hosts")));
        return arc.machine(DirectArc.ID).use(ssh, session -> session.exec(exec)).block(LIMIT);
    }

    private static Sudo sudo(String password) {
        return Sudo.password(Mono.just(Secret.of(password)));
    }

    @Test
    void sudo_whenThePasswordIsRight_thenRootReadsTheInput() {
        ExecResult result = run(Exec.command("cat; id -un").stdin("input\n").sudo(sudo(PASSWORD)));

        assertThat(result.stdout()).isEqualTo("input\nroot\n");
    }

    @Test
    void sudo_whenTheOtherUsersShellLetsNobodyIn_thenTheCommandRuns() {
        ExecResult result = run(Exec.command("id -un; echo $SHELL")
                .sudo(sudo(PASSWORD).as("nobody"))
                .timeout(LIMIT));

        assertThat(result.stdout()).startsWith("nobody\n").contains("nologin");
    }

    @Test
    void sudo_whenThePasswordIsWrong_thenRefused() {
        SshException error = catchThrowableOfType(
                SshException.class, () -> run(Exec.command("id").sudo(sudo("wrong"))));

        assertThat(error.reason()).isEqualTo(SshReason.SUDO_REFUSED);
    }

    @Test
    void sudo_whenNoPasswordIsGiven_thenRefusedWithItsWords() {
        SshException error = catchThrowableOfType(
                SshException.class, () -> run(Exec.command("id").sudo(Sudo.withoutPassword())));

        assertThat(error.reason()).isEqualTo(SshReason.SUDO_REFUSED);
        assertThat(error).hasMessageContaining("password is required");
    }

    @Test
    void timeout_whenUnderSudo_thenEndedBySudo() {
        String mark = "4716" + System.nanoTime();
        Exec exec = Exec.command("sleep " + mark + " & sleep " + mark)
                .sudo(sudo(PASSWORD))
                .timeout(Duration.ofSeconds(3));

        SshException error = catchThrowableOfType(SshException.class, () -> run(exec));

        assertThat(error.reason()).isEqualTo(SshReason.COMMAND_TIMED_OUT);
        Eventually.holds("the end of the group", LIMIT, () -> !Processes.anyHas("sleep " + mark));
    }

    @Test
    void signal_whenTheUserIsNotRoot_thenTheServerPassesItOn() {
        ExitStatus exit = arc.machine(DirectArc.ID)
                .use(
                        Ssh.as(USER)
                                .identity(SshIdentity.password(Secret.of(PASSWORD)))
                                .hostKeys(HostKeys.acceptNew(directory.resolve("known_hosts"))),
                        // A signal that comes before the server has become the shell is lost.
                        session -> session.start(Exec.command("echo ready; exec sleep 600"))
                                .delayUntil(running -> running.stdout().next())
                                .delayUntil(running -> running.signal("TERM"))
                                .flatMap(RemoteCommand::exit))
                .block(LIMIT);

        assertThat(exit).isEqualTo(ExitStatus.signalled("TERM"));
    }
}
