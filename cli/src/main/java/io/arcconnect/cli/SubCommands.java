package io.arcconnect.cli;

import io.arcconnect.cli.commands.CertCommand;
import io.arcconnect.cli.commands.CpCommand;
import io.arcconnect.cli.commands.DoctorCommand;
import io.arcconnect.cli.commands.ExecCommand;
import io.arcconnect.cli.commands.ExtensionsCommand;
import io.arcconnect.cli.commands.ForwardCommand;
import io.arcconnect.cli.commands.MachinesCommand;
import io.arcconnect.cli.commands.ProvisionCommand;
import io.arcconnect.cli.commands.ProxyCommand;
import io.arcconnect.cli.commands.RdpCommand;
import io.arcconnect.cli.commands.SftpCommand;
import io.arcconnect.cli.commands.ShellCommand;
import io.arcconnect.cli.commands.SshConfigCommand;
import io.arcconnect.cli.demo.DemoCommand;
import io.arcconnect.cli.emulator.EmulatorCommand;
import io.arcconnect.cli.fleet.FleetCommand;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.HelpCommand;

/** The sub-commands by name. A class is loaded when it is asked for, not before. */
final class SubCommands {

    private static final String HELP = "help";
    private static final Set<String> VERSION = Set.of("-V", "--version");
    private static final Map<String, Supplier<Class<?>>> ALL = all();

    private SubCommands() {}

    /** {@return no more than the arguments name; all of them when they name none} */
    static Map<String, Supplier<Class<?>>> neededFor(String... args) {
        if (args.length == 1 && VERSION.contains(args[0])) {
            return Map.of();
        }
        List<String> named = args.length > 0 && args[0].equals(HELP)
                ? List.of(args).subList(0, Math.min(2, args.length))
                : List.of(args).subList(0, Math.min(1, args.length));
        boolean suffices =
                !named.isEmpty() && !named.equals(List.of(HELP)) && ALL.keySet().containsAll(named);
        return suffices ? named.stream().distinct().collect(Collectors.toMap(name -> name, ALL::get)) : ALL;
    }

    /** {@return all of them, in alphabetical order} */
    static Set<String> names() {
        return ALL.keySet();
    }

    private static Map<String, Supplier<Class<?>>> all() {
        Map<String, Supplier<Class<?>>> commands = new TreeMap<>();
        commands.put("cert", () -> CertCommand.class);
        commands.put("completion", () -> CompletionCommand.class);
        commands.put("cp", () -> CpCommand.class);
        commands.put("demo", () -> DemoCommand.class);
        commands.put("doctor", () -> DoctorCommand.class);
        commands.put("emulator", () -> EmulatorCommand.class);
        commands.put("exec", () -> ExecCommand.class);
        commands.put("extensions", () -> ExtensionsCommand.class);
        commands.put("fleet", () -> FleetCommand.class);
        commands.put("forward", () -> ForwardCommand.class);
        commands.put(HELP, () -> HelpCommand.class);
        commands.put("machines", () -> MachinesCommand.class);
        commands.put("provision", () -> ProvisionCommand.class);
        commands.put("proxy", () -> ProxyCommand.class);
        commands.put("rdp", () -> RdpCommand.class);
        commands.put("sftp", () -> SftpCommand.class);
        commands.put("shell", () -> ShellCommand.class);
        commands.put("ssh-config", () -> SshConfigCommand.class);
        return Collections.unmodifiableMap(commands);
    }
}
