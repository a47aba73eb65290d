package io.arcconnect.examples.commands;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.Diagnosis;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Mono;

/** Says what is wrong on the way to a machine. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at every step of the way to a machine and names the one thing to mend. Writes nothing.",
            "Status: 0 when healthy, 1 when not."
        })
public final class DoctorCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final Azure azure;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--resource-id", required = true, paramLabel = "ID", description = "resource id of the machine")
    String resourceId = "";

    @Option(names = "--json", description = "print JSON, in one line")
    boolean json;

    @Option(names = "--user", paramLabel = "NAME", description = "go on with host key and login, as this user")
    @Nullable
    String user;

    @Option(names = "--identity", paramLabel = "FILE", description = "private key to log in with")
    @Nullable
    Path identity;

    @Option(names = "--known-hosts", paramLabel = "FILE", description = "host keys to believe, by resource id")
    @Nullable
    Path knownHosts;

    /** Made by picocli. */
    public DoctorCommand() {
        this(Azure.DEFAULT);
    }

    DoctorCommand(Azure azure) {
        this.azure = azure;
    }

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        MachineId id = machine(command, resourceId);
        ArcConnect arc = azure.open(new ArcConnectListener() {});
        try {
            Diagnosis diagnosis = diagnose(arc.machine(id)).blockOptional(LIMIT).orElseThrow();
            out.print(json ? diagnosis.toJson() + System.lineSeparator() : diagnosis.toText());
            out.flush();
            return diagnosis.isHealthy() ? 0 : 1;
        } finally {
            arc.close().block(CLOSE);
        }
    }

    private Mono<Diagnosis> diagnose(ArcMachine machine) {
        if (user == null) {
            return machine.diagnose();
        }
        Ssh ssh = Ssh.as(user);
        ssh = identity == null ? ssh : ssh.identity(SshIdentity.privateKey(identity));
        return machine.diagnose(knownHosts == null ? ssh : ssh.hostKeys(HostKeys.knownHosts(knownHosts)));
    }

    /** Turns what the library says of a bad argument into what picocli says of one. */
    static MachineId machine(CommandSpec command, String resourceId) {
        try {
            return MachineId.parse(resourceId);
        } catch (IllegalArgumentException malformed) {
            throw new ParameterException(command.commandLine(), malformed.getMessage(), malformed);
        }
    }
}
