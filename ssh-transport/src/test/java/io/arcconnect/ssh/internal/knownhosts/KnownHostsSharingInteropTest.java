package io.arcconnect.ssh.internal.knownhosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file and several processes: of this library, of OpenSSH, and one whose disk is full. */
@Tag("interop")
class KnownHostsSharingInteropTest {

    private static final int LIMIT_SECONDS = 120;
    private static final int PROCESSES = 3;
    private static final int EACH = 20;
    private static final int MOST_BY_SSH = 3_000;

    @TempDir
    Path directory;

    private static List<String> writer(Path file, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                KnownHostsWriter.class.getName(),
                file.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static int run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void addAsSshDoes(Path file, String line) throws Exception {
        Files.writeString(
                file, line + "\n", StandardCharsets.US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void addFirst_whenOtherProcessesAndSshAddToo_thenNobodysLineIsLost() throws Exception {
        Path file = directory.resolve("known_hosts");
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> ssh = CompletableFuture.supplyAsync(() -> {
            int added = 0;
            try {
                for (; !done.get() && added < MOST_BY_SSH; added++) {
                    addAsSshDoes(file, "by-ssh-" + added + " " + SomeKeys.ed25519(-added));
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return added;
        });

        List<Integer> ends = IntStream.range(0, PROCESSES)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return run(writer(file, "add", String.valueOf(number * EACH), String.valueOf(EACH)));
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        done.set(true);
        int bySsh = ssh.get(LIMIT_SECONDS, TimeUnit.SECONDS);

        assertThat(ends).containsOnly(0);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).filteredOn(line -> line.startsWith("machine-")).hasSize(PROCESSES * EACH);
        assertThat(lines).filteredOn(line -> line.startsWith("met-by-all ")).hasSize(1);
        assertThat(lines).filteredOn(line -> line.startsWith("by-ssh-")).hasSize(bySsh);
        assertThat(lines)
                .allSatisfy(line -> assertThat(KnownHostsLine.parse(line).flatMap(KnownHostsLine::key))
                        .isPresent());
    }

    @Test
    void remove_whenThereIsNoRoomToWrite_thenTheFileStaysAsItWas() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: there is no /bin/sh");
        Path file = directory.resolve("known_hosts");
        for (int i = 0; i < 300; i++) {
            addAsSshDoes(file, "machine-" + i + " " + SomeKeys.ed25519(i));
        }
        byte[] before = Files.readAllBytes(file);
        List<String> limited = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -f 8; exec \"$@\"", "sh"));
        limited.addAll(writer(file, "remove", "machine-7"));

        int end = run(limited);

        assertThat(end).isNotZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(run(writer(file, "remove", "machine-7"))).isZero();
        assertThat(Files.readAllLines(file)).hasSize(299);
    }
}
