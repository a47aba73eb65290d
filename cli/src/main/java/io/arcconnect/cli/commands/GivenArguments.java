package io.arcconnect.cli.commands;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that were given, on the command line or by a variable, as arguments for another start of this command. */
final class GivenArguments {

    private GivenArguments() {}

    /** {@return the arguments; files by their absolute paths} */
    static List<String> of(CommandSpec options) {
        return options.options().stream().flatMap(GivenArguments::of).toList();
    }

    private static Stream<String> of(OptionSpec option) {
        Object value = option.getValue();
        if (value == null || value.equals(option.initialValue()) || value.equals(false)) {
            return Stream.empty();
        }
        return value.equals(true) ? Stream.of(option.longestName()) : Stream.of(option.longestName(), text(value));
    }

    /** {@return an argument; a file by its absolute path, because another start may have another folder} */
    static String text(Object value) {
        return value instanceof Path || isFile(value.toString())
                ? Path.of(value.toString()).toAbsolutePath().normalize().toString()
                : value.toString();
    }

    private static boolean isFile(String name) {
        try {
            return Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException anythingElse) {
            return false;
        }
    }
}
