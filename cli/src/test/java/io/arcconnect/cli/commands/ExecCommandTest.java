package io.arcconnect.cli.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.console.TestSurroundings;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.ExecReply;
import io.arcconnect.testkit.ExecRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class ExecCommandTest {

    private static final EmbeddedSsh SERVER =
            EmbeddedSsh.create().password("ada", "s3cret").onExec(ExecCommandTest::answer);

    private static final ArcEmulator EMULATOR = ArcEmulator.builder()
            .machine(EmulatedMachine.linux("web-01").ssh(SERVER).enabled())
            .start();

    @TempDir
    private Path home;

    private TestSurroundings around;

    @BeforeEach
    void surroundings() {
        around = new TestSurroundings(home).set("ADAS_PASSWORD", "s3cret");
    }

    @AfterAll
    static void stop() {
        EMULATOR.close();
    }

    private static ExecReply answer(ExecRequest request) {
        return switch (request.command()) {
            case "both" -> ExecReply.exit(3, "to stdout\n", "to stderr\n");
            case "die" -> ExecReply.killed("TERM");
            case "cat" -> ExecReply.out(text(request));
            default -> ExecReply.out("ran: " + request.command() + "\n");
        };
    }

    private static String text(ExecRequest request) {
        try {
            return new String(request.stdin().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void exec_whenTheCommandFails_thenItsStatusAndBothOutputsApart() {
        assertThat(run("both")).isEqualTo(3);

        assertThat(around.out()).isEqualTo("to stdout\n");
        assertThat(around.err()).isEqualTo("to stderr\n");
    }

    @Test
    void exec_whenASignalEndsTheCommand_thenAsAShellSaysIt() {
        assertThat(run("die")).isEqualTo(143);
    }

    @Test
    void exec_whenThereAreSeveralWords_thenTheyAreJoinedAsSshDoes() {
        assertThat(run("ls", "-l", "--color", "a  b")).isZero();

        assertThat(around.out()).isEqualTo("ran: ls -l --color a  b\n");
    }

    @Test
    void exec_whenDashesSeparateTheCommand_thenItIsWhatFollowsThem() {
        assertThat(run("--", "-weird", "--timeout", "x")).isZero();

        assertThat(around.out()).isEqualTo("ran: -weird --timeout x\n");
    }

    @Test
    void exec_whenThereIsInput_thenTheCommandReadsItByteByByte() {
        around.input("one\ntwo\u00e4".getBytes(UTF_8));

        assertThat(run("cat")).isZero();

        assertThat(around.out()).isEqualTo("one\ntwo\u00e4");
    }

    @Test
    void exec_whenInputIsNotWanted_thenNoneIsRead() {
        around.input("not for it".getBytes(UTF_8));

        assertThat(run("--no-stdin", "cat")).isZero();

        assertThat(around.out()).isEmpty();
    }

    @Test
    void exec_whenTheLoginFails_then255AndTheCodeAndNoPassword() throws IOException {
        Path file = Files.writeString(home.resolve("password"), "not it\nsecond line\n");

        assertThat(run("--password-file", file.toString(), "both")).isEqualTo(255);

        assertThat(around.err())
                .startsWith("arcconnect: ssh.auth_failed web-01: ")
                .doesNotContain("not it");
    }

    @Test
    void exec_whenArgumentsDoNotGoTogether_thenTwo() {
        assertThat(plain("--local-user", "ada", "--certificate-file", "c", "id"))
                .isEqualTo(2);
        assertThat(plain("--private-key-file", "k", "id")).isEqualTo(2);
        assertThat(plain("--local-user", "ada", "--accept-new", "--host-key-from-machine", "id"))
                .isEqualTo(2);
        assertThat(plain("--local-user", "ada", "--timeout", "soon", "id")).isEqualTo(2);
        assertThat(plain("--local-user", "ada", "--env", "1=2", "id")).isEqualTo(2);
        assertThat(plain("--local-user", "ada")).isEqualTo(2);

        assertThat(around.err())
                .contains("--private-key-file", "--local-user", "90s")
                .doesNotContain("\tat ");
    }

    @Test
    void exec_whenNobodyReadsTheOutput_thenItEndsQuietly() {
        Surroundings given = around.build();
        PrintStream closed = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        });
        Surroundings broken = new Surroundings(
                given.terminal(),
                new ByteArrayInputStream(new byte[0]),
                closed,
                given.err(),
                given.environment(),
                given.home(),
                given.displays());

        int status = TestCommand.run(
                ExecCommand::new,
                broken,
                EMULATOR,
                "web-01",
                "--local-user",
                "ada",
                "--password-env",
                "ADAS_PASSWORD",
                "--accept-new",
                "both");

        assertThat(status).isEqualTo(141);
        assertThat(around.err()).doesNotContain("arcconnect:");
    }

    private int run(String... arguments) {
        String[] login = {"--local-user", "ada", "--accept-new"};
        boolean named = String.join(" ", arguments).contains("--password-file");
        String[] password = named ? new String[0] : new String[] {"--password-env", "ADAS_PASSWORD"};
        return plain(Words.of(login, password, arguments));
    }

    private int plain(String... arguments) {
        return TestCommand.run(ExecCommand::new, around.build(), EMULATOR, "web-01", arguments);
    }
}
