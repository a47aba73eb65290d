package io.arcconnect.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code cp} and {@code sftp} as processes, to a real OpenSSH server. */
@Tag("interop")
@Timeout(300)
class FilesProcessTest {

    private static final int MEBIBYTES = 256;

    @TempDir
    static Path folder;

    private static OpenSshMachine machine;

    @TempDir
    Path here;

    @BeforeAll
    static void start() throws Exception {
        machine = OpenSshMachine.start(folder);
    }

    @AfterAll
    static void stop() {
        if (machine != null) {
            machine.close();
        }
    }

    @Test
    void cp_whenMuchGoesUpAndComesDown_thenByteByByteTheSameAndABarOnATerminalOnly() throws Exception {
        Path source = random(here.resolve("source"));
        Path there = here.resolve("there");
        Path screen = here.resolve("screen");
        Path back = here.resolve("back");

        ArcConnectProcess.Ended up = machine.run("cp", "--verify", source.toString(), ":" + there);
        // util-linux's script gives it a terminal, and ends with its status.
        int down = ended(machine.start(
                script -> List.of("script", "-qec", quoted(script), "/dev/null"),
                screen,
                here.resolve("err"),
                machine.words("cp", ":" + there, back.toString())));

        assertThat(up.status()).as(up.toString()).isZero();
        assertThat(up.out()).startsWith("1 file, 256.0 MiB in ").contains(", 1 verified");
        assertThat(up.err()).isEmpty();
        assertThat(down).as(Files.readString(screen)).isZero();
        assertThat(Files.mismatch(source, there)).isEqualTo(-1);
        assertThat(Files.mismatch(source, back)).isEqualTo(-1);
        assertThat(Files.readString(screen)).contains("100%", "256.0 MiB", "/s", "00:00", "1 file, 256.0 MiB in ");
    }

    @Test
    void cp_whenInterrupted_then130AndNothingHalfWritten() throws Exception {
        Path huge = here.resolve("huge");
        try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
            sparse.setLength(64L << 30);
        }
        Path target = Files.createDirectory(here.resolve("target"));

        // Whoever was started in the background by a shell would ignore the signal.
        Process copying = machine.start(
                command -> Stream.concat(Stream.of("env", "--default-signal=INT"), command.stream())
                        .toList(),
                here.resolve("out"),
                here.resolve("err"),
                machine.words("cp", huge.toString(), ":" + target + "/huge"));
        awaitAFileIn(target, copying);
        new ProcessBuilder("kill", "-INT", String.valueOf(copying.pid()))
                .start()
                .waitFor();
        int status = ended(copying);

        assertThat(status).as(Files.readString(here.resolve("err"))).isEqualTo(130);
        assertThat(target).isEmptyDirectory();
        assertThat(here.resolve("out")).isEmptyFile();
    }

    @Test
    void sftp_whenABatchIsRun_thenAsOpenSshsDoes() throws Exception {
        Path there = Files.createDirectory(here.resolve("there"));
        Files.writeString(here.resolve("new"), "new");
        Files.writeString(there.resolve("old"), "old");
        Path batch = Files.write(
                here.resolve("batch"),
                List.of(
                        "cd " + there,
                        "lcd " + here,
                        "put new",
                        "rename new old",
                        "ln -s old link",
                        "ls -l",
                        "df -h",
                        "get o* back",
                        "-rm missing",
                        "rm missing",
                        "rm old"));

        ArcConnectProcess.Ended sftp = machine.run("sftp", "-b", batch.toString());

        assertThat(sftp.status()).as(sftp.toString()).isEqualTo(1);
        assertThat(there.resolve("old")).hasContent("new");
        assertThat(there.resolve("link")).isSymbolicLink();
        assertThat(here.resolve("back")).hasContent("new");
        assertThat(sftp.out()).contains("sftp> ls -l", "%Capacity").containsPattern("l[rwx]{9} .* link\\R");
        assertThat(sftp.err().lines()).hasSize(2).allMatch(line -> line.startsWith("arcconnect: sftp.no_such_file"));
    }

    private static void awaitAFileIn(Path directory, Process process) throws Exception {
        while (process.isAlive() && isEmpty(directory)) {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    private static String quoted(List<String> words) {
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    private static int ended(Process process) throws InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end");
        }
        return process.exitValue();
    }

    private static Path random(Path file) throws IOException {
        byte[] piece = new byte[1 << 20];
        Random random = new Random(7);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < MEBIBYTES; i++) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
        return file;
    }
}
