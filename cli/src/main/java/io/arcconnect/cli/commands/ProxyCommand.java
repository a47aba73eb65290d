package io.arcconnect.cli.commands;

import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.openssh.StdioPump;
import io.arcconnect.cli.openssh.WaitingNotice;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.options.AzureOptions;
import io.arcconnect.cli.options.MachineOptions;
import io.arcconnect.cli.run.CommandRun;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.DuplexStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Mono;

/** Joins standard input and output to a machine's SSH port. */
@Command(
        name = "proxy",
        mixinStandardHelpOptions = true,
        description = {
            "Joins standard input and output to a machine's SSH port, through Azure Arc: what ssh calls a ProxyCommand.",
            "It asks nothing. Status: 0 when either side has ended, 255 with the reason on standard error otherwise."
        },
        footer = {
            "",
            "Example:",
            "  ssh -o ProxyCommand='arcconnect proxy -g servers -n web-01' azureuser@web-01",
            "ssh-config writes such lines for many machines, host keys included."
        })
public final class ProxyCommand implements Callable<Integer> {

    private final Surroundings around;
    private final Azure azure;

    @Mixin
    MachineOptions machine = new MachineOptions();

    @Mixin
    AzureOptions options = new AzureOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--port", paramLabel = "N", description = "port of the machine's SSH server (default: 22)")
    @Nullable
    Integer port;

    @Option(
            names = {"--yes", "-y", "--yes-without-prompt"},
            description = "set up the SSH port on the machine where that is missing; with --port, move it there where"
                    + " another is set up; without this nothing is changed")
    boolean consent;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description =
                    "how long to wait for a machine whose agent does not listen (default: 60, or 150 after a set-up)")
    @Nullable
    Integer patience;

    /**
     * A command.
     *
     * @param around the process that it runs in
     * @param azure where to find Azure
     */
    public ProxyCommand(Surroundings around, Azure azure) {
        this.around = around;
        this.azure = azure;
    }

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        MachineId id = DoctorCommand.valid(command, () -> machine.machine(around.environment()));
        RelayService service = DoctorCommand.valid(command, this::service);
        ArcConnectBuilder builder =
                azure.builder(options).servicePolicy(policy()).listener(new WaitingNotice(around.errText()));
        if (patience != null) {
            Duration wait = Duration.ofSeconds(patience);
            if (patience < 1) {
                throw new ParameterException(command.commandLine(), "--wait takes seconds, 1 or more: " + patience);
            }
            DoctorCommand.valid(command, () -> builder.timing(timing -> timing.dialBudget(wait, wait)));
        }
        StdioPump pump = new StdioPump(around.in(), around.out());
        return CommandRun.on(
                builder,
                arc -> Mono.usingWhen(arc.machine(id).dial(service), pump::join, DuplexStream::close)
                        .thenReturn(0));
    }

    private RelayService service() {
        return port == null ? RelayService.ssh() : RelayService.ssh(port);
    }

    /** As with the Azure CLI, a port that nobody named is not moved. */
    private ServicePolicy policy() {
        if (!consent) {
            return ServicePolicy.NEVER_WRITE;
        }
        return port == null ? ServicePolicy.ENABLE_IF_MISSING : ServicePolicy.REPLACE_PORT;
    }
}
