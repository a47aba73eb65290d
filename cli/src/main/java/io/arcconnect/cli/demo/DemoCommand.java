package io.arcconnect.cli.demo;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.Ssh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Does the product's job, step by step, and says whether every step held. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the whole way to a machine, with figures: state, extension, endpoint, relay, SSH, 64 MiB, remote desktop.",
            "Without options on two emulated machines on this computer; no Azure is contacted.",
            "With --resource-id on a real one.",
            "Status: 0 when every step held, 1 when one did not, 2 for bad arguments."
        },
        footer = {
            "%nExamples:",
            "  arcconnect demo",
            "  arcconnect demo --resource-id /subscriptions/… --identity ~/.ssh/id_ed25519 --known-hosts known_hosts"
        })
public final class DemoCommand implements Callable<Integer> {

    private static final Duration CLOSE = Duration.ofSeconds(10);

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--mebibytes",
            paramLabel = "N",
            defaultValue = "64",
            description = "how much to send there and back (default: ${DEFAULT-VALUE})")
    int mebibytes;

    @ArgGroup(exclusive = false, heading = "%nOn a real machine:%n")
    @Nullable
    AzureOptions azure;

    /** Made by picocli. */
    public DemoCommand() {}

    /**
     * Runs the demo.
     *
     * @return 0 when every step held, 1 when one did not
     * @throws Exception when it could not even start
     */
    @Override
    public Integer call() throws Exception {
        CommandSpec command = Objects.requireNonNull(spec);
        if (mebibytes < 1) {
            throw new ParameterException(command.commandLine(), "--mebibytes must be 1 or more, got " + mebibytes);
        }
        Timeline timeline = new Timeline(command.commandLine().getOut());
        Path folder = Files.createTempDirectory("arcconnect-demo-");
        try {
            if (azure == null) {
                onEmulator(timeline, folder);
            } else {
                onAzure(timeline, folder, azure, command);
            }
        } finally {
            delete(folder);
        }
        timeline.line("");
        timeline.line(timeline.summary());
        return timeline.failures() == 0 ? 0 : 1;
    }

    private void onEmulator(Timeline timeline, Path folder) throws IOException, InterruptedException {
        timeline.line("Everything below happens on this computer: an emulated Azure, relay and agents on 127.0.0.1.");
        ProgressListener progress = new ProgressListener(timeline);
        try (EmulatedAzure emulated = new EmulatedAzure(folder, progress)) {
            Demo demo = new Demo(timeline, progress, folder, new Payload(mebibytes));
            for (DemoMachine machine : emulated.machines()) {
                demo.show(machine);
            }
        }
    }

    private void onAzure(Timeline timeline, Path folder, AzureOptions options, CommandSpec command) {
        MachineId id = valid(() -> MachineId.parse(options.resourceId), command);
        Ssh ssh = valid(options::ssh, command);
        ProgressListener progress = new ProgressListener(timeline);
        ArcConnect arc = RealAzure.arc(options, progress);
        try {
            new Demo(timeline, progress, folder, new Payload(mebibytes))
                    .show(new DemoMachine(
                            id.name() + ": " + id.resourceId(),
                            arc.machine(id),
                            ssh,
                            options.windows && options.consent,
                            false,
                            options.windows ? RemoteCommands.windows() : RemoteCommands.posix(),
                            options.windows ? Optional.of(DesktopCheck.rdp()) : Optional.empty()));
        } finally {
            arc.close().block(CLOSE);
        }
    }

    /** Turns what the library says of a bad argument into what picocli says of one. */
    private static <T> T valid(Supplier<T> argument, CommandSpec command) {
        try {
            return argument.get();
        } catch (IllegalArgumentException malformed) {
            throw new ParameterException(command.commandLine(), malformed.getMessage(), malformed);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
