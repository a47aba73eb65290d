package io.arcconnect.cli.commands;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Arguments that only the library can judge. */
final class Arguments {

    private Arguments() {}

    /** Turns what the library says of a bad argument into what picocli says of one: status 2, and how it is used. */
    static <T> T valid(@Nullable CommandSpec command, Supplier<T> argument) {
        try {
            return argument.get();
        } catch (IllegalArgumentException malformed) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(), malformed.getMessage(), malformed);
        }
    }
}
