package io.arcconnect.examples.command;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

/** The {@code arcconnect} command as a process of its own, from its jar where that is built. */
final class ArcConnectProcess {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Tests in the background ignore Ctrl-C, those under nohup a hang-up, as do all whom they start; GNU's env takes that back. */
    private static final List<String> HEEDING_SIGNALS = List.of("env", "--default-signal=HUP,INT");

    private static final boolean KNOWS_SIGNALS = knowsSignals();

    private ArcConnectProcess() {}

    /**
     * Finds the words that start the command, to which its arguments are added.
     *
     * @param options of the JVM
     */
    static List<String> launch(String... options) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path jar = project().resolve("cli/target/arcconnect.jar");
        List<String> words = new ArrayList<>(KNOWS_SIGNALS ? HEEDING_SIGNALS : List.of());
        words.add(java);
        words.addAll(List.of(options));
        words.addAll(
                Files.exists(jar)
                        ? List.of("-jar", jar.toString())
                        : List.of("-cp", System.getProperty("java.class.path"), "io.arcconnect.cli.ArcConnectCommand"));
        return List.copyOf(words);
    }

    private static boolean knowsSignals() {
        List<String> words = new ArrayList<>(HEEDING_SIGNALS);
        words.add("true");
        try {
            return new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noEnv) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** {@return the command's jar, where it is built; otherwise the test is skipped} */
    static JarFile jar() throws IOException {
        Path jar = project().resolve("cli/target/arcconnect.jar");
        assumeThat(jar).as("built by mvn -Pinterop package").exists();
        return new JarFile(jar.toFile());
    }

    /** Starts the command and waits for its end. */
    static Ended run(EmulatedCloud cloud, String... arguments) {
        try {
            Process process = start(cloud, arguments);
            process.getOutputStream().close();
            CompletableFuture<byte[]> out = all(process.getInputStream());
            CompletableFuture<byte[]> err = all(process.getErrorStream());
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("not ended within " + LIMIT + ": " + List.of(arguments));
            }
            return new Ended(process.exitValue(), text(out), text(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Starts the command; its end is the caller's to wait for. */
    static Process start(EmulatedCloud cloud, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(launch());
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(cloud.environment());
        return builder.start();
    }

    private static CompletableFuture<byte[]> all(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String text(CompletableFuture<byte[]> bytes) {
        return new String(bytes.join(), StandardCharsets.UTF_8);
    }

    private static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not inside the project");
        }
        return folder;
    }

    /**
     * How it ended.
     *
     * @param status exit status
     * @param out standard output
     * @param err standard error
     */
    record Ended(int status, String out, String err) {}
}
