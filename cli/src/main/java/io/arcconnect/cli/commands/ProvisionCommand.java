package io.arcconnect.cli.commands;

import io.arcconnect.cli.console.Consent;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.options.AzureOptions;
import io.arcconnect.cli.options.BadArgument;
import io.arcconnect.cli.options.MachineOptions;
import io.arcconnect.cli.options.OutputOptions;
import io.arcconnect.cli.provision.ExtensionOptions;
import io.arcconnect.cli.provision.ProvisionReport;
import io.arcconnect.cli.provision.Provisioning;
import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.ConnectSpec.OpenSsh;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.MachineId;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a machine reachable, or takes that back; or installs one extension. */
@Command(
        name = "provision",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what reaching a machine by SSH would change, asks, and does exactly that.",
            "With the words of az connectedmachine extension create it installs that one extension and nothing else, and"
                    + " --name is the extension's name.",
            "Status: 0 when done, 1 when declined or when something is in the way, 255 when it failed, with the code on"
                    + " standard error, 2 for bad arguments."
        },
        footer = {
            "%nExamples:",
            "  arcconnect provision -g rg -n win-01 --receipt win-01.json",
            "  arcconnect provision --remove win-01.json",
            "  arcconnect provision -g rg --machine-name win-01 --name WindowsOpenSSH --type WindowsOpenSSH --publisher"
                    + " Microsoft.Azure.OpenSSH --yes"
        })
public final class ProvisionCommand implements Callable<Integer> {

    private static final List<String> OF_A_PLAN =
            List.of("--port", "--register-provider", "--entra-login", "--install-openssh", "--receipt");

    private final Azure azure;
    private final Surroundings around;

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    MachineOptions machine = new MachineOptions();

    @Mixin
    AzureOptions options = new AzureOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    ExtensionOptions extension = new ExtensionOptions();

    @Option(
            names = {"--yes", "-y"},
            description = "do not ask")
    boolean consent;

    @Option(names = "--port", paramLabel = "N", description = "port of the machine's SSH server (default: 22)")
    int port = 22;

    @Option(
            names = "--register-provider",
            description = "register Microsoft.HybridConnectivity where it is not: a change of the whole subscription")
    boolean registerProvider;

    @Option(names = "--entra-login", description = "let people log in with Entra ID (Linux)")
    boolean entraLogin;

    @Option(
            names = "--install-openssh",
            description = "install OpenSSH on Windows even where an SSH server is there already")
    boolean installOpenSsh;

    @Option(
            names = "--receipt",
            paramLabel = "FILE",
            description = "keep what was written there, for --remove; one of the same machine is continued")
    @Nullable
    Path receipt;

    @Option(
            names = "--remove",
            paramLabel = "RECEIPT",
            description = "undo what a receipt says was written, and nothing else")
    @Nullable
    Path remove;

    /**
     * A command.
     *
     * @param azure where to find Azure
     * @param around whom to ask
     */
    public ProvisionCommand(Azure azure, Surroundings around) {
        this.azure = azure;
        this.around = around;
    }

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        if (remove != null && (!machine.isEmpty() || extension.isGiven())) {
            throw new ParameterException(
                    command.commandLine(), "--remove needs nothing else: the receipt names the machine");
        }
        requireNothingOfAPlan(command);
        return (extension.isGiven()
                        ? install()
                        : remove != null ? provisioning().remove(remove) : apply())
                ? 0
                : 1;
    }

    /** Who asks for a receipt and gets none could never take anything back. */
    private void requireNothingOfAPlan(CommandSpec command) {
        CommandLine line = command.commandLine();
        List<String> ofAPlan = OF_A_PLAN.stream()
                .filter(line.getParseResult()::hasMatchedOption)
                .toList();
        if (!ofAPlan.isEmpty() && (remove != null || extension.isGiven())) {
            throw new ParameterException(
                    line,
                    String.join(", ", ofAPlan) + ": only for making a machine reachable, not for "
                            + (remove != null ? "--remove" : "a single extension"));
        }
    }

    private boolean apply() {
        MachineId id = machine.machine(around.environment());
        ConnectSpec wanted = BadArgument.in(spec, this::connectSpec);
        return provisioning().apply(id, wanted, receipt);
    }

    private boolean install() {
        String machineName = extension.machineName();
        MachineId id = machine.machineNamed(machineName, around.environment());
        ExtensionSpec wanted = BadArgument.in(spec, () -> extension.extension(machine.name()));
        return provisioning().install(id, wanted, extension.location());
    }

    private Provisioning provisioning() {
        CommandSpec command = Objects.requireNonNull(spec);
        return new Provisioning(
                azure.builder(options),
                new Consent(consent, around.terminal()),
                new ProvisionReport(
                        command.commandLine().getOut(), command.commandLine().getErr(), output.isJson()));
    }

    private ConnectSpec connectSpec() {
        ConnectSpec wanted = ConnectSpec.ssh(port);
        wanted = registerProvider ? wanted.registeringProvider() : wanted;
        wanted = entraLogin ? wanted.withEntraLogin() : wanted;
        return installOpenSsh ? wanted.openSsh(OpenSsh.ALWAYS) : wanted;
    }
}
