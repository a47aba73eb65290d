package io.arcconnect.cli.console;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The program {@code stty} of every Unix, on one terminal. No library of native code is needed for it, and none is loaded.
 *
 * @param terminal what it looks at and changes
 */
record Stty(Redirect terminal) {

    private static final long LIMIT_SECONDS = 10;

    static Stty ofStandardInput() {
        return new Stty(Redirect.INHERIT);
    }

    static Stty of(Path device) {
        return new Stty(Redirect.from(device.toFile()));
    }

    /** {@return what puts the terminal back to how it is now; empty when it is no terminal} */
    Optional<String> saved() {
        return run("-g").map(String::strip).filter(state -> !state.isEmpty());
    }

    /** {@return what it says; empty when it fails, as it does where there is no terminal} */
    Optional<String> run(String... arguments) {
        boolean interrupted = Thread.interrupted(); // a terminal is put back also by somebody who is told to stop
        try {
            return told(arguments);
        } catch (IOException noTerminal) {
            return Optional.empty();
        } catch (InterruptedException told) {
            interrupted = true;
            return Optional.empty();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Optional<String> told(String... arguments) throws IOException, InterruptedException {
        Process stty = new ProcessBuilder(
                        Stream.concat(Stream.of("stty"), Stream.of(arguments)).toList())
                .redirectInput(terminal)
                .redirectError(Redirect.DISCARD)
                .start();
        String output = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (!stty.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            stty.destroyForcibly();
            return Optional.empty();
        }
        return stty.exitValue() == 0 ? Optional.of(output) : Optional.empty();
    }
}
