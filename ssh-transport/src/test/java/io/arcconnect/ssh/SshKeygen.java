package io.arcconnect.ssh;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** OpenSSH's key tool: makes keys of every form, and certificates. */
final class SshKeygen {

    private SshKeygen() {}

    /** Skips the test where it is not installed. */
    static void assumeInstalled() {
        Assumptions.assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "ssh-keygen"))),
                "skipped: ssh-keygen is not installed");
    }

    /** Makes a key pair: {@code file} and {@code file.pub}. */
    static Path key(Path file, String type, String phrase, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("-q", "-t", type, "-N", phrase, "-C", "throw-away"));
        command.addAll(List.of(more));
        command.addAll(List.of("-f", file.toString()));
        run(command);
        return file;
    }

    /** Signs {@code key.pub}; the certificate is {@code key-cert.pub}. */
    static Path certify(Path authority, Path key, String id, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("-q", "-s", authority.toString(), "-I", id));
        command.addAll(List.of(more));
        command.add(key + ".pub");
        run(command);
        return Path.of(key + "-cert.pub");
    }

    /** {@return what it printed} */
    static String run(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("ssh-keygen"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("ssh-keygen failed: " + said);
        }
        return said;
    }
}
