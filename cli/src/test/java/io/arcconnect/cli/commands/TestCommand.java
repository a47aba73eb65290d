package io.arcconnect.cli.commands;

import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.run.Failures;
import io.arcconnect.testkit.ArcEmulator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine;

/** Runs a sub-command in this JVM, as {@code ArcConnectCommand} does. */
final class TestCommand {

    private TestCommand() {}

    static int run(
            BiFunction<Surroundings, Azure, Object> command,
            Surroundings around,
            ArcEmulator emulator,
            String machine,
            String... arguments) {
        List<String> words = new ArrayList<>(
                List.of("--resource-id", emulator.machine(machine).id().resourceId()));
        words.addAll(List.of(arguments));
        return new CommandLine(command.apply(around, options -> emulator.arcConnect()))
                .setOut(around.outText())
                .setErr(around.errText())
                .setExecutionExceptionHandler(new Failures())
                .execute(words.toArray(String[]::new));
    }
}
