package io.arcconnect.cli.commands;

import io.arcconnect.cli.console.Consent;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.console.Terminal;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.options.AzureOptions;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.ConnectSpec.OpenSsh;
import io.arcconnect.model.MachineId;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a machine reachable, or takes that back. */
@Command(
        name = "provision",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what reaching a machine by SSH would change, asks, and does exactly that.",
            "Status: 0 when done, 1 when declined or failed, 2 for bad arguments."
        })
public final class ProvisionCommand implements Callable<Integer> {

    private final Azure azure;
    private final Terminal terminal;

    @Mixin
    AzureOptions options = new AzureOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    Target target = new Target();

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

    /** One of the two. */
    static final class Target {

        @Option(names = "--resource-id", paramLabel = "ID", description = "resource id of the machine")
        @Nullable
        String resourceId;

        @Option(
                names = "--remove",
                paramLabel = "RECEIPT",
                description = "undo what a receipt says was written, and nothing else")
        @Nullable
        Path remove;
    }

    /**
     * A command.
     *
     * @param azure where to find Azure
     * @param around whom to ask
     */
    public ProvisionCommand(Azure azure, Surroundings around) {
        this.azure = azure;
        this.terminal = around.terminal();
    }

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        Provisioning provisioning = new Provisioning(
                azure.builder(options),
                new Consent(consent, terminal),
                command.commandLine().getOut());
        try {
            boolean done = target.remove != null
                    ? provisioning.remove(new ReceiptFile(target.remove))
                    : provisioning.apply(machine(command), connectSpec(command), receipt);
            return done ? 0 : 1;
        } catch (ArcConnectException | UncheckedIOException failed) {
            command.commandLine().getErr().println(failed.getMessage());
            return 1;
        }
    }

    private MachineId machine(CommandSpec command) {
        return DoctorCommand.machine(command, Objects.requireNonNull(target.resourceId));
    }

    private ConnectSpec connectSpec(CommandSpec command) {
        ConnectSpec wanted = DoctorCommand.valid(command, () -> ConnectSpec.ssh(port));
        wanted = registerProvider ? wanted.registeringProvider() : wanted;
        wanted = entraLogin ? wanted.withEntraLogin() : wanted;
        return installOpenSsh ? wanted.openSsh(OpenSsh.ALWAYS) : wanted;
    }
}
