package io.arcconnect.cli.desktop;

import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Where the password of the sign-in to Windows comes from, for FreeRDP. Without any of these the client asks. */
public final class WindowsPassword {

    @Option(
            names = "--windows-password-file",
            paramLabel = "FILE",
            description = "answer FreeRDP with the first line of this file")
    @Nullable
    Path file;

    @Option(
            names = "--windows-password-env",
            paramLabel = "VARIABLE",
            description = "answer FreeRDP with this environment variable")
    @Nullable
    String variable;

    @Option(names = "--windows-password-prompt", description = "ask for it here, without echo, and answer FreeRDP")
    boolean asks;

    /** Made by picocli. */
    public WindowsPassword() {}

    /**
     * Says where it comes from. Nobody is asked yet.
     *
     * @param around the process
     * @return what reads it or asks for it; empty when the client asks
     */
    public Optional<Mono<Secret>> of(Surroundings around) {
        if (file == null && variable == null && !asks) {
            return Optional.empty();
        }
        return Optional.of(Mono.fromCallable(() -> read(around)).subscribeOn(Schedulers.boundedElastic()));
    }

    private Secret read(Surroundings around) {
        if (asks) {
            return around.terminal()
                    .askSecretly("Password for Windows: ")
                    .orElseThrow(() -> new IllegalArgumentException("there is no terminal to ask for a password"));
        }
        String text = file != null ? firstLine(file) : around.environment().getOrDefault(String.valueOf(variable), "");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("there is no password in " + (file != null ? file : variable));
        }
        return Secret.of(text);
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }
}
