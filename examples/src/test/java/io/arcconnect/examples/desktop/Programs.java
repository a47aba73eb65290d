package io.arcconnect.examples.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs that run as long as a test, each with a log of its own in one folder, which is also their home. */
final class Programs implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final Deque<Process> running = new ArrayDeque<>();

    Programs(Path folder) {
        this.folder = folder;
    }

    /** Skips the test where one of them is not installed. */
    static void assumeInstalled(String... programs) {
        for (String program : programs) {
            boolean found = Stream.concat(
                            Stream.of(System.getenv("PATH").split(":", -1)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                    .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
            Assumptions.assumeTrue(found, () -> "skipped: " + program + " is not installed");
        }
    }

    Path folder() {
        return folder;
    }

    /** Starts one; its log is {@code NAME.log}. */
    Process start(String name, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile());
        return started(builder, environment);
    }

    /** Starts one whose standard output is the caller's; what else it says is in {@code NAME.log}. */
    Process startAndRead(String name, Map<String, String> environment, List<String> command) {
        return started(new ProcessBuilder(command).redirectError(log(name).toFile()), environment);
    }

    private Process started(ProcessBuilder builder, Map<String, String> environment) {
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("XDG_CONFIG_HOME", folder.toString());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            running.push(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one to its end. */
    void run(String name, Map<String, String> environment, List<String> command) throws InterruptedException {
        Process process = start(name, environment, command);
        boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
            throw new IllegalStateException(name + " failed: " + said(name));
        }
        running.remove(process);
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    String said(String name) {
        try {
            return Files.exists(log(name)) ? Files.readString(log(name)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks again and again until it is so; fails when the program ends before, or after a minute. */
    void await(String what, String name, Process program, BooleanSupplier isSo) throws InterruptedException {
        await(what, program.onExit(), isSo, () -> name + " says: " + said(name));
    }

    /** Looks again and again until it is so; fails when what makes it so is over before, or after a minute. */
    static void await(String what, CompletableFuture<?> over, BooleanSupplier isSo, Supplier<String> said)
            throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!isSo.getAsBoolean()) {
            if (isOverSoon(over) || System.nanoTime() > deadline) {
                throw new IllegalStateException(what + " did not happen; " + said.get());
            }
        }
    }

    private static boolean isOverSoon(CompletableFuture<?> over) throws InterruptedException {
        try {
            over.get(50, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException failed) {
            return true;
        }
    }

    static InetSocketAddress freeAddress() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean answers(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends them, the youngest first, and asks before it kills: X servers take their lock files away. */
    @Override
    public void close() {
        for (Process process : running) {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroy();
            children.forEach(ProcessHandle::destroy);
            try {
                process.onExit().get(5, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException stays) {
                process.destroyForcibly();
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
            children.forEach(ProcessHandle::destroyForcibly);
        }
        running.clear();
    }
}
