package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.testkit.ExecReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines that send what nobody asked for. */
class ScpHostileTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final AtomicReference<ExecReply> REPLY = new AtomicReference<>(ExecReply.builtIn());

    private static EmbeddedServer server;
    private static ArcConnect arc;

    @TempDir
    Path root;

    private Path target;

    @BeforeAll
    static void start() {
        server = EmbeddedServer.start(ssh -> ssh.onExec(request -> REPLY.get()));
        arc = DirectArc.to(server.address());
    }

    @AfterAll
    static void stop() {
        if (arc != null) {
            arc.close().block(LIMIT);
            server.close();
        }
    }

    @BeforeEach
    void makeTarget() throws IOException {
        target = Files.createDirectory(root.resolve("target"));
    }

    private ScpException tree(String sent) {
        REPLY.set(ExecReply.out(sent));
        return catchThrowableOfType(
                ScpException.class,
                () -> arc.machine(DirectArc.ID)
                        .use(Scp.over(server.ssh()), scp -> scp.downloadTree("tree", target))
                        .block(LIMIT));
    }

    private ScpException file(String sent) {
        REPLY.set(ExecReply.out(sent));
        return catchThrowableOfType(
                ScpException.class,
                () -> arc.machine(DirectArc.ID)
                        .use(Scp.over(server.ssh()), scp -> scp.download("file", target.resolve("file")))
                        .block(LIMIT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "D0755 0 tree\nC0644 1 ../evil\nx\0E\n",
                "D0755 0 tree\nC0644 1 /tmp/evil\nx\0E\n",
                "D0755 0 tree\nC0644 1 ..\nx\0E\n",
                "D0755 0 tree\nD0755 0 ..\nC0644 1 evil\nx\0E\nE\n",
                "D0755 0 tree\nD0755 0 .\nC0644 1 evil\nx\0E\nE\n"
            })
    void downloadTree_whenANameLeadsOut_thenRefusedAndNothingIsOutside(String sent) throws IOException {
        ScpException error = tree(sent);

        assertThat(error.reason()).isEqualTo(ScpReason.UNSAFE_NAME);
        assertThat(root).isDirectoryNotContaining(path -> !path.equals(target));
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void downloadTree_whenTheDirectoryItselfHasAnotherName_thenOursIsUsed() {
        assertThat(tree("D0755 0 ../../elsewhere\nC0644 1 a\nx\0E\n")).isNull();

        assertThat(target.resolve("a")).hasContent("x");
        assertThat(root).isDirectoryNotContaining(path -> !path.equals(target));
    }

    @Test
    void downloadTree_whenALinkIsInTheWay_thenItIsNotFollowed() throws IOException {
        Path outside = Files.createDirectory(root.resolve("outside"));
        Path precious = Files.writeString(outside.resolve("precious"), "precious");
        Files.createSymbolicLink(target.resolve("dir"), outside);
        Files.createSymbolicLink(target.resolve("file"), precious);

        ScpException through = tree("D0755 0 tree\nD0755 0 dir\nC0644 1 evil\nx\0E\nE\n");
        ScpException over = tree("D0755 0 tree\nC0644 1 file\nx\0E\n");

        assertThat(through.reason()).isEqualTo(ScpReason.LOCAL_FILE);
        assertThat(over).isNull();
        assertThat(outside).isDirectoryNotContaining(path -> !path.equals(precious));
        assertThat(precious).hasContent("precious");
        assertThat(Files.isSymbolicLink(target.resolve("file"))).isFalse();
    }

    @Test
    void downloadTree_whenDirectoriesNeverEnd_thenViolation() {
        ScpException error = tree("D0755 0 tree\n" + "D0755 0 d\n".repeat(251));

        assertThat(error.reason()).isEqualTo(ScpReason.PROTOCOL_VIOLATION);
    }

    @Test
    void download_whenAnotherFileFollows_thenViolationAndOnlyOneIsThere() {
        ScpException error = file("C0644 1 file\nx\0C0644 1 .bashrc\ny\0");

        assertThat(error.reason()).isEqualTo(ScpReason.PROTOCOL_VIOLATION);
        assertThat(target).isDirectoryNotContaining(path -> !path.equals(target.resolve("file")));
    }

    @Test
    void download_whenTheNameIsAnother_thenOursIsUsed() {
        assertThat(file("C0644 1 ../../.ssh/authorized_keys\nx\0")).isNull();

        assertThat(target.resolve("file")).hasContent("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C0644 5 file\nab", "C0644 2 file\nab", "C0644 2 fi"})
    void download_whenItEndsEarly_thenViolationAndNothingIsLeft(String sent) {
        ScpException error = file(sent);

        assertThat(error.reason()).isEqualTo(ScpReason.PROTOCOL_VIOLATION);
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void download_whenItIsADirectory_thenRefused() {
        ScpException error = file("D0755 0 tree\nE\n");

        assertThat(error.reason()).isEqualTo(ScpReason.REFUSED);
    }

    @Test
    void download_whenScpIsMissing_thenUnavailable() {
        REPLY.set(ExecReply.exit(127, "", "sh: 1: scp: not found\n"));

        ScpException error = catchThrowableOfType(
                ScpException.class,
                () -> arc.machine(DirectArc.ID)
                        .use(Scp.over(server.ssh()), scp -> scp.download("file", target.resolve("file")))
                        .block(LIMIT));

        assertThat(error.reason()).isEqualTo(ScpReason.UNAVAILABLE);
        assertThat(error).hasMessageContaining("scp: not found");
    }

    @Test
    void transfer_whenScpSaysNothing_thenTimedOut() throws IOException {
        Path source = Files.writeString(root.resolve("source"), "x");
        Scp impatient = Scp.over(server.ssh()).responseTimeout(Duration.ofMillis(300));
        REPLY.set(ExecReply.never());

        ScpException up = catchThrowableOfType(
                ScpException.class,
                () -> arc.machine(DirectArc.ID)
                        .use(impatient, scp -> scp.upload(source, "target"))
                        .block(LIMIT));
        ScpException down = catchThrowableOfType(
                ScpException.class,
                () -> arc.machine(DirectArc.ID)
                        .use(impatient, scp -> scp.download("file", target.resolve("file")))
                        .block(LIMIT));

        assertThat(up.reason()).isEqualTo(ScpReason.TIMED_OUT);
        assertThat(down.reason()).isEqualTo(ScpReason.TIMED_OUT);
        assertThat(target).isEmptyDirectory();
        Files.delete(source);
    }

    @Test
    void responseTimeout_whenNotMoreThanZero_thenRefused() {
        Scp scp = Scp.over(server.ssh());

        assertThatIllegalArgumentException().isThrownBy(() -> scp.responseTimeout(Duration.ZERO));
    }

    @Test
    void upload_whenTheLoginShellGreets_thenItsWordsAreTold() throws IOException {
        Path source = Files.writeString(root.resolve("source"), "x");
        REPLY.set(ExecReply.exit(1, "Welcome to web-01!\n", ""));

        ScpException error = catchThrowableOfType(
                ScpException.class,
                () -> arc.machine(DirectArc.ID)
                        .use(Scp.over(server.ssh()), scp -> scp.upload(source, "target"))
                        .block(LIMIT));

        assertThat(error).hasMessageContaining("Welcome to web-01!");
        Files.delete(source);
    }

    @Test
    void upload_whenScpCannotDoThat_thenRefusedAtTheCall() {
        ScpClient scp =
                arc.machine(DirectArc.ID).connect(Scp.over(server.ssh())).block(LIMIT);
        TransferOptions some = TransferOptions.defaults();

        assertThatIllegalArgumentException().isThrownBy(() -> scp.upload(target, "x", some.resume()));
        assertThatIllegalArgumentException().isThrownBy(() -> scp.upload(target, "x", some.verify()));
        assertThatIllegalArgumentException().isThrownBy(() -> scp.downloadTree("x", target, some.copyLinks()));
        assertThatIllegalArgumentException().isThrownBy(() -> scp.download("", target));
        scp.close().block(LIMIT);
    }
}
