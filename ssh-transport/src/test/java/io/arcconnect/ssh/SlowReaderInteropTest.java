package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads slowly holds up the machine, not this computer's memory. */
class SlowReaderInteropTest {

    private static final long MIB = 1024 * 1024;

    @TempDir
    Path directory;

    @Test
    @Tag("interop")
    void stdout_whenReadSlowly_thenHalfAGibibyteFitsA128MebibyteHeap() throws Exception {
        assertThat(read(128 * MIB)).as(() -> log()).isZero();
    }

    @Test
    @Tag("heavy")
    void stdout_whenReadSlowly_thenFourGibibytesFitA128MebibyteHeap() throws Exception {
        assertThat(read(1024 * MIB)).as(() -> log()).isZero();
    }

    private int read(long bytesPerChannel) throws Exception {
        try (OpenSshServer server = OpenSshServer.start(directory)) {
            Process reader = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-XX:MaxDirectMemorySize=64m",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SlowReader.class.getName(),
                            Integer.toString(server.port()),
                            server.userKey("ed25519").toString(),
                            server.fingerprint("ed25519"),
                            server.fingerprint("ecdsa"),
                            Long.toString(bytesPerChannel))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("reader.log").toFile())
                    .start();
            boolean ended = reader.waitFor(20, TimeUnit.MINUTES);
            reader.destroyForcibly();
            return ended ? reader.exitValue() : -1;
        }
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("reader.log"));
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
