package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are larger than a number of 31 bits, and many that are small, to and from OpenSSH. */
@Tag("interop")
class SftpSizeInteropTest {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int MANY = 20_000;

    @TempDir
    static Path directory;

    private static OpenSshServer server;
    private static ArcConnect arc;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.start(directory);
        arc = DirectArc.to(server.address());
    }

    @AfterAll
    static void stop() {
        if (arc != null) {
            arc.close().block(LIMIT);
            server.close();
        }
    }

    @Test
    void transfer_whenAFileHasMoreThan2GiBWithHoles_thenEveryMarkIsInItsPlace(@TempDir Path files) throws IOException {
        carryThereAndBack(files, (2L << 30) + 12_345);
    }

    @Test
    @Tag("heavy")
    void transfer_whenAFileHasMoreThan4GiBWithHoles_thenEveryMarkIsInItsPlace(@TempDir Path files) throws IOException {
        carryThereAndBack(files, (4L << 30) + 12_345);
    }

    private static void carryThereAndBack(Path files, long size) throws IOException {
        Path source = files.resolve("source");
        mark(source, size);

        arc.machine(DirectArc.ID)
                .use(Sftp.over(server.ssh()), sftp -> sftp.upload(source, files + "/there"))
                .block(LIMIT);
        Files.delete(source);
        isMarked(files.resolve("there"), size);
        Transfer down = arc.machine(DirectArc.ID)
                .use(Sftp.over(server.ssh()), sftp -> sftp.download(files + "/there", files.resolve("back")))
                .block(LIMIT);

        assertThat(down.bytes()).isEqualTo(size);
        isMarked(files.resolve("back"), size);
    }

    private static void mark(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            for (long at : marks(size)) {
                channel.write(ByteBuffer.allocate(8).putLong(0, ~at), at);
            }
        }
    }

    private static void isMarked(Path file, long size) throws IOException {
        assertThat(file).hasSize(size);
        try (FileChannel channel = FileChannel.open(file)) {
            for (long at : marks(size)) {
                ByteBuffer mark = ByteBuffer.allocate(8);
                channel.read(mark, at);
                assertThat(mark.getLong(0)).as("mark at %d", at).isEqualTo(~at);
            }
            ByteBuffer hole = ByteBuffer.allocate(8);
            channel.read(hole, 1 << 20);
            assertThat(hole.getLong(0)).as("hole").isZero();
        }
    }

    private static long[] marks(long size) {
        return new long[] {0, 131_068, (1L << 31) - 16, (1L << 31) - 4, (1L << 31) + 8, size - 8};
    }

    @Test
    void trees_whenTheyHave20000SmallFiles_thenAllAreCarriedBothWays(@TempDir Path files) throws IOException {
        Path source = files.resolve("source");
        for (int i = 0; i < MANY; i++) {
            Path parent = source.resolve("d" + i % 100);
            if (i < 100) {
                Files.createDirectories(parent);
            }
            Files.writeString(parent.resolve("f" + i), "content of " + i);
        }

        Transfer up = arc.machine(DirectArc.ID)
                .use(Sftp.over(server.ssh()), sftp -> sftp.uploadTree(source, files + "/there"))
                .block(LIMIT);
        Transfer down = arc.machine(DirectArc.ID)
                .use(Sftp.over(server.ssh()), sftp -> sftp.downloadTree(files + "/there", files.resolve("back")))
                .block(LIMIT);

        assertThat(up.files()).isEqualTo(MANY);
        assertThat(down.files()).isEqualTo(MANY);
        for (int i = 0; i < MANY; i++) {
            String name = "d" + i % 100 + "/f" + i;
            assertThat(files.resolve("back").resolve(name)).hasContent("content of " + i);
        }
    }
}
