package io.arcconnect.cli.commands;

import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.openssh.ClientLogin;
import io.arcconnect.cli.openssh.ClientSystem;
import io.arcconnect.cli.openssh.Launcher;
import io.arcconnect.cli.openssh.OwnFile;
import io.arcconnect.cli.openssh.SshConfigFile;
import io.arcconnect.cli.openssh.SshConfigText;
import io.arcconnect.cli.openssh.SshHost;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.options.AzureOptions;
import io.arcconnect.cli.options.MachineSelection;
import io.arcconnect.cli.run.CommandRun;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the configuration with which OpenSSH's own programs reach machines. */
@Command(
        name = "ssh-config",
        mixinStandardHelpOptions = true,
        description = {
            "Writes Host blocks with which ssh, scp, sftp, rsync, Ansible and VS Code reach machines: they call"
                    + " arcconnect proxy. Nothing in them is secret.",
            "Without --file they are printed. In a file, only the part between two marker lines is replaced.",
            "Status: 0 when written, 255 with the reason on standard error otherwise, 2 for bad arguments."
        },
        footer = {
            "",
            "Examples:",
            "  arcconnect ssh-config -g servers -n web-01 --local-user azureuser --file ~/.ssh/config",
            "  arcconnect ssh-config -g servers --os linux --local-user azureuser --file ./arc_ssh_config",
            "  ssh -F ./arc_ssh_config web-01"
        })
public final class SshConfigCommand implements Callable<Integer> {

    private final Surroundings around;
    private final Azure azure;

    @Mixin
    MachineSelection selection = new MachineSelection();

    @Mixin
    AzureOptions options = new AzureOptions();

    @Mixin
    ClientLoginOptions login = new ClientLoginOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--port", paramLabel = "N", description = "port of the machines' SSH servers (default: 22)")
    @Nullable
    Integer port;

    @Option(
            names = {"--yes", "-y", "--yes-without-prompt"},
            description = "let the proxy set up the SSH port on a machine where that is missing")
    boolean consent;

    @Option(
            names = {"--file", "-f"},
            paramLabel = "FILE",
            description = "configuration to write into, such as ~/.ssh/config; what others wrote there stays")
    @Nullable
    Path file;

    @Option(names = "--overwrite", description = "write the file anew, without what was in it")
    boolean overwrite;

    /**
     * A command.
     *
     * @param around the process that it runs in
     * @param azure where to find Azure
     */
    public SshConfigCommand(Surroundings around, Azure azure) {
        this.around = around;
        this.azure = azure;
    }

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        DoctorCommand.valid(command, () -> selection.check(around.environment()));
        ClientLogin how = DoctorCommand.valid(command, () -> login.login(around));
        SshConfigText text = new SshConfigText(
                ClientSystem.ofThisComputer(), how, Launcher.of(around.environment()), proxyOptions(command));
        List<MachineId> machines = machines();
        List<SshHost> hosts = SshHost.of(machines, how.user());
        String blocks = DoctorCommand.valid(command, () -> text.of(hosts));
        if (file == null) {
            print(command.commandLine().getOut(), blocks);
        } else {
            OwnFile.folderOf(how.knownHosts());
            write(file, blocks);
            tell(command.commandLine().getErr(), machines.size(), hosts, file);
        }
        return 0;
    }

    private List<MachineId> machines() {
        return selection
                .named(around.environment())
                .map(List::of)
                .orElseGet(() -> CommandRun.on(
                        azure.builder(options),
                        arc -> arc.machines(selection.query(around.environment()))
                                .map(MachineState::id)
                                .sort((one, other) -> one.key().compareTo(other.key()))
                                .collectList()));
    }

    private void write(Path target, String blocks) throws IOException {
        if (overwrite) {
            new OwnFile(target).write(blocks.getBytes(StandardCharsets.UTF_8));
        } else {
            new SshConfigFile(target).write(selection.key(around.environment()), blocks);
        }
    }

    private List<String> proxyOptions(CommandSpec command) {
        CommandSpec azureOptions = Objects.requireNonNull(command.mixins().get("options"));
        List<String> words = new ArrayList<>(GivenArguments.of(azureOptions));
        // Programs that are started from a desktop do not have the variables of this shell.
        addVariable(words, "--cloud", "ARCCONNECT_CLOUD");
        addVariable(words, "--token-file", "ARCCONNECT_TOKEN_FILE");
        if (port != null) {
            words.addAll(List.of("--port", port.toString()));
        }
        if (consent) {
            words.add("--yes");
        }
        return words;
    }

    private void addVariable(List<String> words, String option, String variable) {
        String value = around.environment().getOrDefault(variable, "");
        if (!value.isBlank() && !words.contains(option)) {
            words.addAll(List.of(option, GivenArguments.text(value)));
        }
    }

    private static void print(PrintWriter out, String blocks) {
        out.print(blocks);
        out.flush();
    }

    private static void tell(PrintWriter err, int found, List<SshHost> hosts, Path file) {
        err.println(hosts.size()
                + (hosts.size() == 1 ? " machine in " : " machines in ")
                + file
                + (hosts.isEmpty()
                        ? ""
                        : "; try: ssh -F " + file + " " + hosts.get(0).aliases().get(0)));
        if (found > hosts.size()) {
            err.println((found - hosts.size()) + " machines have names that ssh takes for no host: left out");
        }
        err.flush();
    }
}
