package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 2 GiB through the relay to whoever reads 100 MiB a second: 64 MiB of heap and 64 MiB of direct memory are enough. */
class SmallHeapInteropTest {

    private static final long TWO_GIB = 2L << 30;

    @TempDir
    static Path directory;

    private static OpenSshServer server;
    private static SendingTarget target;
    private static ArcEmulator emulator;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.start(directory);
        target = SendingTarget.of(TWO_GIB);
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .target(22, server.address())
                        .enabled())
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (emulator != null) {
            emulator.close();
            target.close();
            server.close();
        }
    }

    @Test
    @Tag("interop")
    void stdout_when2GiBAreRead_then64MiBAreEnough() throws Exception {
        assertThat(read(SmallHeap.Way.EXEC, "-")).as(SmallHeapInteropTest::log).isZero();
    }

    @Test
    @Tag("heavy")
    void forward_when2GiBAreRead_then64MiBAreEnough() throws Exception {
        assertThat(read(SmallHeap.Way.FORWARD, String.valueOf(target.port())))
                .as(SmallHeapInteropTest::log)
                .isZero();
    }

    @Test
    @Tag("heavy")
    void sftp_when2GiBAreRead_then64MiBAreEnough() throws Exception {
        Path sparse = directory.resolve("sparse");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(TWO_GIB);
        }
        assertThat(read(SmallHeap.Way.SFTP, sparse.toString()))
                .as(SmallHeapInteropTest::log)
                .isZero();
    }

    private static int read(SmallHeap.Way way, String from) throws Exception {
        return ChildJvm.run(
                emulator,
                directory.resolve("reader.log"),
                List.of("-Xmx64m", "-XX:MaxDirectMemorySize=64m"),
                SmallHeap.class,
                List.of(
                        way.name(),
                        Long.toString(TWO_GIB),
                        server.userKey("ed25519").toString(),
                        server.fingerprint("ed25519"),
                        server.fingerprint("ecdsa"),
                        from));
    }

    private static String log() {
        try {
            return Files.readString(directory.resolve("reader.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
