package io.arcconnect.rdp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An X server without a screen, at a display number that it finds free itself, and without any port. */
record VirtualDisplay(Process process, String name) implements AutoCloseable {

    private static final long BOUND_SECONDS = 30;

    /** Skips the test where a program is not installed. */
    static Path assumeInstalled(String program) {
        Path path = Places.of("Linux", Map.of("PATH", "/usr/bin:/usr/local/bin"), "/")
                .find(program)
                .orElse(null);
        assumeTrue(path != null, "skipped: " + program + " is not installed");
        return path;
    }

    static VirtualDisplay start() throws Exception {
        Process process = new ProcessBuilder(
                        assumeInstalled("Xvfb").toString(),
                        "-displayfd",
                        "1",
                        "-nolisten",
                        "tcp",
                        "-screen",
                        "0",
                        "1024x768x24")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.US_ASCII);
        try {
            String number = CompletableFuture.supplyAsync(() -> line(out)).get(BOUND_SECONDS, TimeUnit.SECONDS);
            return new VirtualDisplay(process, ":" + number);
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** A program that runs another one on this display and in a home of its own; the test cannot set its own environment. */
    Path wrapping(Path program, Path folder) throws IOException {
        Path script = folder.resolve(program.getFileName() + ".sh");
        Files.writeString(
                script,
                "#!/bin/sh\nHOME='%s' XDG_CONFIG_HOME='%s' DISPLAY='%s' exec '%s' \"$@\"\n"
                        .formatted(folder, folder, name, program));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(BOUND_SECONDS, TimeUnit.SECONDS).join();
    }

    private static String line(BufferedReader out) {
        try {
            return out.readLine().strip();
        } catch (IOException e) {
            throw new IllegalStateException("Xvfb does not start", e);
        }
    }
}
