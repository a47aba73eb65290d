package io.arcconnect.cli.options;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the library says of a bad argument, as picocli says it: in one line, and with status 2. */
public final class BadArgument {

    private BadArgument() {}

    /**
     * Evaluates arguments.
     *
     * @param command whose they are; {@code null} where picocli did not make the options
     * @param argument what to evaluate
     * @param <T> its type
     * @return what it gives
     * @throws ParameterException where it throws an {@code IllegalArgumentException}
     */
    public static <T> T in(@Nullable CommandSpec command, Supplier<T> argument) {
        try {
            return argument.get();
        } catch (IllegalArgumentException malformed) {
            if (command == null) {
                throw malformed;
            }
            throw new ParameterException(command.commandLine(), malformed.getMessage(), malformed);
        }
    }
}
