package io.arcconnect.cli;

import io.arcconnect.cli.commands.DoctorCommand;
import io.arcconnect.cli.commands.ProvisionCommand;
import io.arcconnect.cli.commands.ProxyCommand;
import io.arcconnect.cli.commands.SshConfigCommand;
import io.arcconnect.cli.demo.DemoCommand;
import io.arcconnect.cli.emulator.EmulatorCommand;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine.HelpCommand;

/** The sub-commands by name. A class is loaded when it is asked for, not before. */
final class SubCommands {

    private static final Map<String, Supplier<Class<?>>> ALL = all();

    private SubCommands() {}

    /** {@return the one that the arguments name; all of them when they name none} */
    static Map<String, Supplier<Class<?>>> neededFor(String... args) {
        return args.length > 0 && !args[0].equals("help") && ALL.containsKey(args[0])
                ? Map.of(args[0], ALL.get(args[0]))
                : ALL;
    }

    private static Map<String, Supplier<Class<?>>> all() {
        Map<String, Supplier<Class<?>>> commands = new TreeMap<>();
        commands.put("demo", () -> DemoCommand.class);
        commands.put("doctor", () -> DoctorCommand.class);
        commands.put("emulator", () -> EmulatorCommand.class);
        commands.put("help", () -> HelpCommand.class);
        commands.put("provision", () -> ProvisionCommand.class);
        commands.put("proxy", () -> ProxyCommand.class);
        commands.put("ssh-config", () -> SshConfigCommand.class);
        return Collections.unmodifiableMap(commands);
    }
}
