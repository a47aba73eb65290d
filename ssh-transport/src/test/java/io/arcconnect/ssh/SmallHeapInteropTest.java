package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenRequestContext;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
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
        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:MaxDirectMemorySize=64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName(),
                        way.name(),
                        Long.toString(TWO_GIB),
                        server.userKey("ed25519").toString(),
                        server.fingerprint("ed25519"),
                        server.fingerprint("ecdsa"),
                        from)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("reader.log").toFile())
                .start();
        try (PrintWriter in = new PrintWriter(reader.outputWriter(StandardCharsets.UTF_8))) {
            in.println(emulator.endpoint());
            in.println(Base64.getEncoder().encodeToString(emulator.authority().getEncoded()));
            in.println(emulator.machine("lin-01").id());
            in.println(emulator.credential()
                    .getTokenSync(new TokenRequestContext().addScopes(emulator.endpoint() + "/.default"))
                    .getToken());
        }
        boolean ended = reader.waitFor(10, TimeUnit.MINUTES);
        reader.destroyForcibly();
        return ended ? reader.exitValue() : -1;
    }

    private static String log() {
        try {
            return Files.readString(directory.resolve("reader.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
