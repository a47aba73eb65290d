package io.arcconnect.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.ArcEmulatorBuilder;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.ExecReply;
import io.arcconnect.testkit.ExecRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The {@code fleet} command as a process, on twenty machines. */
@Tag("interop")
@Timeout(120)
class FleetProcessTest {

    private static final int MACHINES = 20;
    private static final CountDownLatch ALL_RUN = new CountDownLatch(MACHINES);

    @TempDir
    private static Path folder;

    private static ArcEmulator emulator;
    private static EmulatedCloud cloud;

    @BeforeAll
    static void start() throws IOException {
        ArcEmulatorBuilder builder = ArcEmulator.builder();
        EmbeddedSsh ssh = EmbeddedSsh.create().password("ada", "s3cret").onExec(FleetProcessTest::answer);
        IntStream.rangeClosed(1, MACHINES)
                .forEach(number -> builder.machine(
                        EmulatedMachine.linux("web-" + number).ssh(ssh).enabled()));
        emulator = builder.start();
        cloud = EmulatedCloud.of(emulator, folder);
        Files.writeString(
                Files.createFile(
                        folder.resolve("password"),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
                "s3cret\n");
    }

    @AfterAll
    static void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    private static ExecReply answer(ExecRequest request) {
        if (request.command().equals("never")) {
            ALL_RUN.countDown();
            return ExecReply.never();
        }
        return ExecReply.out("ran " + request.command() + "\n");
    }

    @Test
    void fleet_whenJsonIsPiped_thenEveryLineIsOneObject() {
        ArcConnectProcess.Ended fleet = ArcConnectProcess.run(cloud, words("--output", "json", "uptime"));

        assertThat(fleet.status()).as(fleet.err()).isZero();
        List<Map<String, Object>> lines =
                fleet.out().lines().map(FleetProcessTest::parsed).toList();
        assertThat(lines).hasSize(MACHINES + 1);
        assertThat(lines.subList(0, MACHINES))
                .allSatisfy(line ->
                        assertThat(line).containsEntry("status", "done").containsEntry("stdout", "ran uptime\n"));
        assertThat(lines.get(MACHINES)).containsEntry("type", "summary").containsEntry("done", MACHINES);
    }

    /** Whoever reads goes after the first line; the command ends as one that SIGPIPE ends, without a word. */
    @Test
    void fleet_whenNobodyReadsAnyMore_thenItEndsQuietly() throws Exception {
        Process fleet = ArcConnectProcess.start(cloud, words("--concurrency", "1", "--output", "json", "uptime"));
        fleet.getOutputStream().close();
        try (BufferedReader out = lines(fleet)) {
            assertThat(out.readLine()).startsWith("{\"type\":\"machine\"");
        }

        assertThat(fleet.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(fleet.exitValue()).isEqualTo(141);
        assertThat(new String(fleet.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .doesNotContain("arcconnect:", "Exception");
    }

    @Test
    void fleet_whenInterrupted_thenWhatIsUnderWayIsToldAnd130() throws Exception {
        Process fleet = ArcConnectProcess.start(cloud, words("--concurrency", "20", "--output", "json", "never"));
        fleet.getOutputStream().close();
        assertThat(ALL_RUN.await(60, TimeUnit.SECONDS)).isTrue();

        assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(fleet.pid()))
                        .start()
                        .waitFor())
                .isZero();
        List<Map<String, Object>> told;
        try (BufferedReader out = lines(fleet)) {
            told = out.lines().map(FleetProcessTest::parsed).toList();
        }

        assertThat(fleet.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(fleet.exitValue()).isEqualTo(130);
        assertThat(told).hasSize(MACHINES + 1);
        assertThat(told.get(0)).containsEntry("status", "cancelled");
        assertThat(told.get(MACHINES)).containsEntry("cancelled", MACHINES);
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String[] words(String... more) {
        List<String> login = List.of(
                "fleet",
                "-g",
                "rg-emulator",
                "--subscription",
                "00000000-0000-0000-0000-00000000a4c0",
                "--local-user",
                "ada",
                "--password-file",
                folder.resolve("password").toString(),
                "--known-hosts",
                folder.resolve("known_hosts").toString(),
                "--accept-new",
                "--yes");
        return Stream.concat(login.stream(), Stream.of(more)).toArray(String[]::new);
    }

    private static Map<String, Object> parsed(String line) {
        try (JsonReader reader = JsonProviders.createReader(line)) {
            return Objects.requireNonNull(reader.readMap(JsonReader::readUntyped));
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }
}
