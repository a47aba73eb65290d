package io.arcconnect.cli.fleet;

import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.run.Failures;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.ArcEmulatorBuilder;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.ExecReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Machines for the {@code fleet} command, in one resource group: each answers with its name and the command. */
final class EmulatedFleet implements AutoCloseable {

    static final String SUBSCRIPTION = "00000000-0000-0000-0000-00000000a4c0";

    private final ArcEmulator emulator;

    /** @param answer of a machine by its name and the command; the machines named sick and new cannot be reached */
    EmulatedFleet(BiFunction<String, String, ExecReply> answer, String... names) {
        ArcEmulatorBuilder builder = ArcEmulator.builder();
        for (String name : names) {
            EmbeddedSsh ssh = EmbeddedSsh.create()
                    .password("ada", "s3cret")
                    .onExec(request -> answer.apply(name, request.command()));
            EmulatedMachine machine = name.startsWith("win")
                    ? EmulatedMachine.windows(name)
                    : EmulatedMachine.linux(name).state(state -> state.tags(Map.of("env", name.substring(0, 3))));
            builder.machine(
                    name.equals("new") ? machine.ssh(ssh) : machine.ssh(ssh).enabled());
        }
        this.emulator = builder.start();
        Stream.of(names)
                .filter("sick"::equals)
                .forEach(name -> emulator.machine(name).stopAgent());
    }

    ArcEmulator emulator() {
        return emulator;
    }

    String id(String machine) {
        return emulator.machine(machine).id().resourceId();
    }

    int run(Surroundings around, String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                "--local-user",
                "ada",
                "--password-env",
                "ADAS_PASSWORD",
                "--accept-new",
                "--subscription",
                SUBSCRIPTION));
        words.addAll(List.of(arguments));
        return new CommandLine(new FleetCommand(
                        around,
                        options -> emulator.arcConnect()
                                .timing(timing -> timing.dialBudget(Duration.ofMillis(1), Duration.ofMillis(1)))))
                .setOut(around.outText())
                .setErr(around.errText())
                .setExecutionExceptionHandler(new Failures())
                .execute(words.toArray(String[]::new));
    }

    @Override
    public void close() {
        emulator.close();
    }
}
