package io.arcconnect.cli.commands;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.options.AzureOptions;
import io.arcconnect.cli.options.LoginOptions;
import io.arcconnect.error.ArcReason;
import io.arcconnect.model.Diagnosis;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.Ssh;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what is wrong on the way to a machine. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at every step of the way to a machine and names the one thing to mend. Writes nothing.",
            "Status: 0 when healthy, 1 when not, 2 for bad arguments."
        })
public final class DoctorCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final Surroundings around;
    private final Azure azure;

    @Mixin
    AzureOptions options = new AzureOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--resource-id", required = true, paramLabel = "ID", description = "resource id of the machine")
    String resourceId = "";

    @Option(names = "--json", description = "print JSON, in one line")
    boolean json;

    @ArgGroup(exclusive = false, heading = "%nTo go on with host key and login:%n")
    @Nullable
    LoginOptions login;

    /**
     * A command.
     *
     * @param around the process
     * @param azure where to find Azure
     */
    public DoctorCommand(Surroundings around, Azure azure) {
        this.around = around;
        this.azure = azure;
    }

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        MachineId id = machine(command, resourceId);
        Optional<Ssh> ssh = Optional.ofNullable(login).map(given -> valid(command, () -> given.ssh(options, around)));
        ArcConnect arc = azure.builder(options).build();
        try {
            ArcMachine machine = arc.machine(id);
            Diagnosis diagnosis = ssh.map(machine::diagnose)
                    .orElseGet(machine::diagnose)
                    .blockOptional(LIMIT)
                    .orElseThrow();
            out.print(json ? diagnosis.toJson() + System.lineSeparator() : diagnosis.toText());
            if (!json && wantsProvisioning(diagnosis)) {
                out.println("Here that is: ./arcconnect provision --resource-id " + id);
            }
            out.flush();
            return diagnosis.isHealthy() ? 0 : 1;
        } finally {
            arc.close().block(CLOSE);
        }
    }

    private static boolean wantsProvisioning(Diagnosis diagnosis) {
        return diagnosis
                .firstFailure()
                .flatMap(DiagnosisStep::reason)
                .filter(ArcReason.SERVICE_NOT_ENABLED.code()::equals)
                .isPresent();
    }

    static MachineId machine(CommandSpec command, String resourceId) {
        return valid(command, () -> MachineId.parse(resourceId));
    }

    /** Turns what the library says of a bad argument into what picocli says of one. */
    static <T> T valid(CommandSpec command, Supplier<T> argument) {
        try {
            return argument.get();
        } catch (IllegalArgumentException malformed) {
            throw new ParameterException(command.commandLine(), malformed.getMessage(), malformed);
        }
    }
}
