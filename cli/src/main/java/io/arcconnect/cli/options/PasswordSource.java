package io.arcconnect.cli.options;

import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a password comes from, when nobody is to be asked for it. It cannot be given on the command line. */
final class PasswordSource {

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "log in with the password in the first line of this file")
    @Nullable
    Path file;

    @Option(
            names = "--password-env",
            paramLabel = "VARIABLE",
            description = "log in with the password in this environment variable")
    @Nullable
    String variable;

    boolean isGiven() {
        return file != null || variable != null;
    }

    Optional<Secret> password(Surroundings around) {
        return Optional.ofNullable(file)
                .map(PasswordSource::read)
                .or(() -> Optional.ofNullable(variable).map(name -> of(name, around)));
    }

    static Secret read(Path file) {
        try {
            return secret(Files.readString(file).lines().findFirst().orElse(""), file.toString());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the password in " + file + ": " + unreadable, unreadable);
        }
    }

    static Secret of(String variable, Surroundings around) {
        return secret(around.environment().getOrDefault(variable, ""), "the environment variable " + variable);
    }

    private static Secret secret(String text, String place) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("there is no password in " + place);
        }
        return Secret.of(text);
    }
}
