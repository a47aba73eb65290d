package io.arcconnect.examples.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.testkit.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process of the command ends with, and what becomes of its streams. */
@Tag("interop")
@Timeout(120)
class ExecProcessTest {

    @TempDir
    private static Path folder;

    private static RealShellServer server;

    @BeforeAll
    static void start() throws Exception {
        server = RealShellServer.start(folder);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void noFaults() {
        server.emulator().clearFaults();
    }

    @Test
    void exec_whenTheCommandEnds_thenWithItsStatusAndItsOutputsApart() throws Exception {
        ArcConnectProcess.Ended ended = run("echo out; echo err >&2; exit 3");

        assertThat(ended.status()).as(ended.err()).isEqualTo(3);
        assertThat(ended.out()).isEqualTo("out\n");
        assertThat(ended.err()).isEqualTo("err\n");
    }

    @Test
    void exec_whenTheCommandIsKilled_thenAsAShellSaysIt() throws Exception {
        assertThat(run("kill -9 $$").status()).isEqualTo(137);
    }

    @Test
    void exec_whenTheMachineIsNotSetUp_then255AndTheCode() {
        ArcConnectProcess.Ended ended = ArcConnectProcess.run(
                server.cloud(),
                Stream.concat(
                                Stream.concat(Stream.of("exec"), server.machine("closed-01").stream()),
                                Stream.of("--local-user", "ada", "--password-env", "PATH", "id"))
                        .toArray(String[]::new));

        assertThat(ended.status()).isEqualTo(255);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .startsWith("arcconnect: service.not_enabled closed-01: ")
                .contains("--yes");
    }

    @Test
    void exec_whenInputIsNoText_thenItComesBackByteByByte() throws Exception {
        byte[] bytes = new byte[4 * 1024 * 1024 + 7];
        new Random(42).nextBytes(bytes);

        Process process = ArcConnectProcess.start(server.cloud(), server.words("exec", "cat"));
        CompletableFuture<byte[]> out = all(process.getInputStream());
        process.getOutputStream().write(bytes);
        process.getOutputStream().close();

        assertThat(ended(process)).isZero();
        assertThat(Arrays.equals(out.join(), bytes)).isTrue();
    }

    @Test
    void exec_whenInterruptedWhileItRuns_then130AndTheCommandEnds() throws Exception {
        Path pid = folder.resolve("remote.pid");
        Process process = ArcConnectProcess.start(
                server.cloud(),
                server.words("exec", "--timeout", "1h", "echo $$ > " + pid + "; echo runs; exec sleep 1000"));
        assertThat(process.getInputStream().read()).isEqualTo('r');
        ProcessHandle remote =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

        interrupt(process);

        assertThat(ended(process)).isEqualTo(130);
        Eventually.holds(() -> remote + " still runs", () -> !remote.isAlive());
    }

    @Test
    void exec_whenInterruptedWhileItDials_then130() throws Exception {
        server.emulator().faults(Fault.heldHandshake(), Fault.heldHandshake());
        int before = server.emulator().heldDials();
        Process process = ArcConnectProcess.start(server.cloud(), server.words("exec", "id"));
        Eventually.holds(() -> "nobody dials", () -> server.emulator().heldDials() > before);

        interrupt(process);

        assertThat(ended(process)).isEqualTo(130);
    }

    @Test
    void exec_whenNobodyReadsTheOutput_thenItEndsQuietly() throws Exception {
        Process process = ArcConnectProcess.start(server.cloud(), server.words("exec", "yes"));
        CompletableFuture<byte[]> err = all(process.getErrorStream());
        InputStream out = process.getInputStream();
        assertThat(out.readNBytes(4)).isEqualTo("y\ny\n".getBytes(UTF_8));

        out.close();

        assertThat(ended(process)).isEqualTo(141);
        assertThat(new String(err.join(), UTF_8)).isEmpty();
    }

    @Test
    void shell_whenItsInputIsNoTerminal_thenItReadsItsCommandsThere() throws Exception {
        Process process = ArcConnectProcess.start(server.cloud(), server.words("shell"));
        CompletableFuture<byte[]> out = all(process.getInputStream());
        process.getOutputStream().write("echo read $((40+2))\ntty\nexit 5\n".getBytes(UTF_8));
        process.getOutputStream().close();

        assertThat(ended(process)).isEqualTo(5);
        assertThat(new String(out.join(), UTF_8)).contains("read 42\n", "not a tty");
    }

    @Test
    void exec_whenATerminalIsForced_thenTheCommandHasOneWhereThereIsNoneHere() throws Exception {
        ArcConnectProcess.Ended ended = ArcConnectProcess.run(server.cloud(), server.words("exec", "-t", "-t", "tty"));

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).startsWith("/dev/");
    }

    @Test
    void shell_whenItsInputIsNoTerminal_thenThereIsNothingToRecord() throws Exception {
        ArcConnectProcess.Ended ended =
                ArcConnectProcess.run(server.cloud(), server.words("shell", "--record", folder.toString()));

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("--record");
    }

    @Test
    void exec_whenEverythingIsLogged_thenThePasswordIsNeitherInItsLogNorInItsArguments() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), RealShellServer.PASSWORD + "\n");
        List<String> words =
                new ArrayList<>(ArcConnectProcess.launch("-Dorg.slf4j.simpleLogger.defaultLogLevel=trace"));
        words.add("exec");
        words.addAll(server.machine("ada-01"));
        words.addAll(List.of("--local-user", "ada", "--accept-new", "--password-file", file.toString()));
        words.addAll(List.of("--known-hosts", folder.resolve("adas").toString(), "echo in; cat"));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(server.cloud().environment());
        Process process = builder.start();
        CompletableFuture<byte[]> err = all(process.getErrorStream());
        assertThat(process.getInputStream().readNBytes(3)).isEqualTo("in\n".getBytes(UTF_8));
        String arguments = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));

        process.getOutputStream().close();

        assertThat(ended(process)).isZero();
        assertThat(new String(err.join(), UTF_8)).contains("TRACE").doesNotContain(RealShellServer.PASSWORD);
        assertThat(arguments).contains("--password-file").doesNotContain(RealShellServer.PASSWORD);
    }

    private static ArcConnectProcess.Ended run(String command) throws Exception {
        return ArcConnectProcess.run(server.cloud(), server.words("exec", command));
    }

    private static void interrupt(Process process) throws Exception {
        Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private static int ended(Process process) throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }

    private static CompletableFuture<byte[]> all(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
