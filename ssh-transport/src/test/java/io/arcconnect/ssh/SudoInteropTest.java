package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A program that asks as {@code sudo -S} does stands in for sudo, whose own users a test must not need. */
class SudoInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PASSWORD = "correct horse " + System.nanoTime();
    private static final String STAND_IN = """
            #!/bin/sh
            while [ $# -gt 0 ]; do
              case "$1" in
                -n) echo 'sudo: a password is required' >&2; exit 1 ;;
                -p) prompt=$2; shift ;;
                -u) user=$2; shift ;;
                --) shift; break ;;
              esac
              shift
            done
            echo 'We trust you have received the usual lecture' >&2
            for try in 1 2 3; do
              printf %s "$prompt" >&2
              IFS= read -r given || exit 1
              if [ "$given" = "$(cat "$(dirname "$0")/password")" ]; then
                SUDO_USER_FOR_TEST=$user SHELL=/bin/false exec "$@"
              fi
              echo 'Sorry, try again.' >&2
            done
            exit 1
            """;

    @TempDir
    static Path directory;

    private static OpenSshServer server;
    private static ArcConnect arc;

    @BeforeAll
    static void start() throws Exception {
        Path programs = Files.createDirectory(directory.resolve("programs"));
        Files.writeString(programs.resolve("password"), PASSWORD + "\n");
        Files.setPosixFilePermissions(
                Files.writeString(programs.resolve("sudo"), STAND_IN), PosixFilePermissions.fromString("rwxr-xr-x"));
        server = OpenSshServer.start(directory, "SetEnv PATH=" + programs + ":/usr/bin:/bin");
        arc = DirectArc.to(server.address());
    }

    @AfterAll
    static void stop() {
        if (arc != null) {
            arc.close().block(LIMIT);
            server.close();
        }
    }

    private static ExecResult run(Exec exec) {
        return arc.machine(DirectArc.ID)
                .use(server.ssh(), session -> session.exec(exec))
                .block(LIMIT);
    }

    private static Mono<Secret> password(String text) {
        return Mono.just(Secret.of(text));
    }

    @Test
    void sudo_whenThePasswordIsRight_thenTheCommandReadsItsOwnInputOnly() {
        ExecResult result = run(Exec.command("cat; echo \" $SUDO_USER_FOR_TEST $X\"; echo own >&2; exit 5")
                .stdin("input")
                .env("X", "it's")
                .sudo(Sudo.password(password(PASSWORD)).as("ada")));

        assertThat(result.stdout()).isEqualTo("input ada it's\n");
        assertThat(result.stderr()).isEqualTo("We trust you have received the usual lecture\nown\n");
        assertThat(result.exitStatus()).hasValue(5);
    }

    @Test
    void sudo_whenThePasswordIsWrong_thenRefusedWithoutASecondTry() {
        AtomicInteger asked = new AtomicInteger();
        Mono<Secret> wrong = Mono.fromSupplier(() -> {
            asked.incrementAndGet();
            return Secret.of("wrong " + PASSWORD);
        });

        SshException error = catchThrowableOfType(
                SshException.class, () -> run(Exec.command("echo ran").sudo(Sudo.password(wrong))));

        assertThat(error.reason()).isEqualTo(SshReason.SUDO_REFUSED);
        assertThat(error).hasMessageContaining("password").hasMessageNotContaining(PASSWORD);
        assertThat(error.result().map(ExecResult::stdout).orElse("")).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @Test
    void sudo_whenItWantsAPasswordAndThereIsNone_thenRefusedWithItsWords() {
        SshException error = catchThrowableOfType(
                SshException.class, () -> run(Exec.command("echo ran").sudo(Sudo.withoutPassword())));

        assertThat(error.reason()).isEqualTo(SshReason.SUDO_REFUSED);
        assertThat(error).hasMessageContaining("a password is required");
        assertThat(error.result().orElseThrow().exitStatus()).hasValue(1);
    }

    @Test
    void sudo_whenTheSupplierFails_thenItsErrorIsTheCommands() {
        Mono<Secret> failing = Mono.error(new IllegalStateException("the vault is closed"));

        assertThatThrownBy(() -> run(Exec.command("echo ran").sudo(Sudo.password(failing))))
                .hasMessageContaining("the vault is closed");
    }

    @Test
    void sudo_whenTheSupplierBlocks_thenItMay() {
        Mono<Secret> blocking = Mono.fromSupplier(() -> Mono.just(Secret.of(PASSWORD))
                .subscribeOn(Schedulers.parallel())
                .block(LIMIT));

        assertThat(run(Exec.command("echo ran").sudo(Sudo.password(blocking))).stdout())
                .isEqualTo("ran\n");
    }

    @Test
    void timeout_whenUnderSudo_thenEndedBySudo() {
        String mark = "4715" + System.nanoTime();
        Exec exec = Exec.command("sleep " + mark + " & sleep " + mark)
                .sudo(Sudo.password(password(PASSWORD)))
                .timeout(Duration.ofSeconds(3));

        SshException error = catchThrowableOfType(SshException.class, () -> run(exec));

        assertThat(error.reason()).isEqualTo(SshReason.COMMAND_TIMED_OUT);
        Eventually.holds("the end of the group", LIMIT, () -> !Processes.anyHas("sleep " + mark));
    }
}
