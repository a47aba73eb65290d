package io.arcconnect.examples.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Somebody else's program under test, with nobody at its terminal. */
final class Program {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final ProcessBuilder builder;

    private Program(ProcessBuilder builder) {
        this.builder = builder;
    }

    /** {@return a program that has not been started} */
    static Program of(Path folder, String... words) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        // Whoever runs the tests may have an agent and a configuration.
        builder.environment().keySet().removeIf(name -> name.startsWith("SSH_") || name.startsWith("ANSIBLE_"));
        builder.environment().put("HOME", home.toString());
        return new Program(builder);
    }

    Program with(Map<String, String> variables) {
        builder.environment().putAll(variables);
        return this;
    }

    Program from(Path input) {
        builder.redirectInput(input.toFile());
        return this;
    }

    Program into(Path output) {
        builder.redirectOutput(output.toFile());
        return this;
    }

    /** Starts it; its end is the caller's to wait for. */
    Process start() throws IOException {
        return builder.start();
    }

    /** Starts it and waits for its end. */
    ArcConnectProcess.Ended run() throws Exception {
        Process process = start();
        process.getOutputStream().close();
        CompletableFuture<String> out = text(process.getInputStream());
        CompletableFuture<String> err = text(process.getErrorStream());
        if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroyForcibly();
            throw new AssertionError("not ended within " + LIMIT + ": " + builder.command());
        }
        return new ArcConnectProcess.Ended(process.exitValue(), out.join(), err.join());
    }

    static List<String> words(Object... words) {
        return java.util.stream.Stream.of(words).map(Object::toString).toList();
    }

    private static CompletableFuture<String> text(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
