package io.arcconnect.tunnel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A shell that does what it is told once it gets a line. */
final class OtherProgram implements AutoCloseable {

    /** Nobody, where there is one by that number. */
    static final int OTHER_USER = 65_534;

    private static final Path BASH = Path.of("/bin/bash");
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final long BOUND_SECONDS = 30;

    private final Process process;

    private OtherProgram(Process process) {
        this.process = process;
    }

    /** Connects, says hello, and prints what it hears; {@code $0} is the port. */
    static String connecting() {
        return "exec 3<>/dev/tcp/127.0.0.1/$0; printf " + Door.HELLO + " >&3; cat <&3";
    }

    static OtherProgram ofOurs(String script, int port) throws IOException {
        assumeTrue(Files.isExecutable(BASH), "skipped: needs " + BASH);
        return start(List.of(), script, port);
    }

    static OtherProgram ofAnother(String script, int port) throws IOException {
        assumeTrue(isRoot(), "skipped: only root can be somebody else");
        assumeTrue(
                Files.isExecutable(BASH) && Files.isExecutable(SETPRIV), "skipped: needs " + BASH + " and " + SETPRIV);
        String user = Integer.toString(OTHER_USER);
        return start(List.of(SETPRIV.toString(), "--reuid", user, "--regid", user, "--clear-groups"), script, port);
    }

    static boolean isRoot() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .anyMatch(line -> line.matches("Uid:\\s+0\\s+0\\s+0\\s+0"));
    }

    private static OtherProgram start(List<String> before, String script, int port) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(BASH.toString(), "-c", "trap '' PIPE; read -r line; " + script, Integer.toString(port)));
        return new OtherProgram(
                new ProcessBuilder(command).directory(Path.of("/").toFile()).start());
    }

    long pid() {
        return process.pid();
    }

    void go() throws IOException {
        OutputStream in = process.getOutputStream();
        in.write('\n');
        in.flush();
    }

    /** What it printed, at its end. */
    String heard() throws IOException, InterruptedException {
        String heard = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
        return heard;
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.getOutputStream().close();
    }
}
