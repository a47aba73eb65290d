package io.arcconnect.cli.emulator;

import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.options.BadArgument;
import io.arcconnect.cli.run.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Azure Arc on this computer. */
@Command(
        name = "emulator",
        mixinStandardHelpOptions = true,
        description = {
            "Runs an emulated Azure Arc on this computer, for trying and testing: Azure Resource Manager, Entra ID, relay,"
                    + " and machines with SSH servers. Nothing leaves the computer.",
            "Prints what to set so that the other sub-commands find it, and runs until Ctrl-C. In a folder of its own, which"
                    + " only you may read, are cloud.json, a token, a key (id_ecdsa) and a password for the user azureuser,"
                    + " known_hosts, azure.env for a sign-in by client secret, and facts.json.",
            "Status: that of the command that was given, or 0; 2 for bad arguments."
        },
        footer = {
            "%nExamples:",
            "  eval \"$(arcconnect emulator --env)\"",
            "  arcconnect exec -g rg-emulator -n lin-01 --local-user azureuser -i $ARCCONNECT_EMULATOR/id_ecdsa"
                    + " --known-hosts $ARCCONNECT_EMULATOR/known_hosts uptime",
            "  kill $ARCCONNECT_EMULATOR_PID",
            "  arcconnect emulator --machine linux:lin-01 -- arcconnect machines"
        })
public final class EmulatorCommand implements Callable<Integer> {

    static final String ENV = "--env";
    static final String DIRECTORY = "--directory";

    private final Surroundings around;
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Process child;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--machine",
            paramLabel = "OS:NAME[:new]",
            description =
                    "a machine, linux or windows; nothing may be reached yet on a new one (default: linux:lin-01 and"
                            + " windows:win-01)")
    List<String> machines = List.of("linux:lin-01", "windows:win-01");

    @Option(
            names = "--ssh",
            paramLabel = "[NAME=]HOST:PORT",
            description =
                    "an SSH server of this computer that answers for a machine, or for every Linux machine (default: an"
                            + " embedded one for each)")
    List<String> targets = List.of();

    @Option(
            names = "--system-shell",
            description =
                    "let this computer's shell run the commands, with your rights (default: a shell of the emulator's own, which"
                            + " knows echo, cat, uptime, sleep, exit and a few more words)")
    boolean systemShell;

    @Option(names = DIRECTORY, paramLabel = "DIR", description = "new or empty folder (default: a temporary one)")
    @Nullable
    Path directory;

    @Option(names = ENV, description = "print what to set, for eval, and go on in the background")
    boolean background;

    @Option(
            names = "--shell",
            paramLabel = "KIND",
            description = "for which shell to print: sh, fish, powershell (default: sh)")
    ShellKind shell = ShellKind.SH;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "run this and end with it")
    List<String> command = List.of();

    /**
     * A command.
     *
     * @param around the process that it runs in
     */
    public EmulatorCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<MachineWish> wishes = BadArgument.in(
                spec, () -> machines.stream().map(MachineWish::parse).toList());
        List<SshTarget> servers = BadArgument.in(
                spec, () -> targets.stream().map(SshTarget::parse).toList());
        EmulatorFolder folder = folder();
        if (background) {
            return inBackground(folder);
        }
        LoginKey key = LoginKey.create();
        try (EmulatedAzure azure = new EmulatedAzure(
                wishes, servers, key.pair().getPublic(), folder.file(EmulatorFolder.FILES), systemShell)) {
            folder.write(azure, wishes, key);
            return run(azure, folder);
        } finally {
            folder.delete();
            closed.countDown();
        }
    }

    private int inBackground(EmulatorFolder folder) throws IOException {
        CommandSpec given = Objects.requireNonNull(spec);
        if (!command.isEmpty()) {
            throw new ParameterException(given.commandLine(), ENV + " goes on after this command; give no other one");
        }
        List<String> arguments = given.root().commandLine().getParseResult().originalArgs();
        boolean started = Background.start(arguments, folder.path(), around.out(), around.err());
        if (!started) {
            folder.delete();
        }
        return started ? 0 : Failures.STATUS;
    }

    private EmulatorFolder folder() throws IOException {
        Path wanted = directory == null ? Files.createTempDirectory("arcconnect-emulator-") : directory;
        try {
            return EmulatorFolder.at(wanted);
        } catch (IllegalArgumentException notEmpty) {
            return BadArgument.in(spec, () -> {
                throw notEmpty;
            });
        }
    }

    private int run(EmulatedAzure azure, EmulatorFolder folder) throws IOException, InterruptedException {
        Map<String, String> variables = variables(azure, folder);
        Thread signalled = new Thread(this::endAndWait, "arcconnect-emulator-ending");
        Runtime.getRuntime().addShutdownHook(signalled);
        try {
            if (!command.isEmpty()) {
                return with(variables);
            }
            around.out().print(shell.text(variables));
            around.out().print(Background.READY + "The emulator runs until Ctrl-C.\n");
            around.out().flush();
            end.await();
            return 0;
        } finally {
            remove(signalled);
        }
    }

    /** After a signal: the process ends when this returns. */
    private void endAndWait() {
        end.countDown();
        Optional.ofNullable(child).ifPresent(Process::destroy);
        try {
            closed.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private int with(Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(variables);
        Process process = builder.start();
        child = process;
        try {
            return process.waitFor();
        } finally {
            process.destroy();
        }
    }

    private static Map<String, String> variables(EmulatedAzure azure, EmulatorFolder folder) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("ARCCONNECT_CLOUD", folder.file("cloud.json").toString());
        variables.put("ARCCONNECT_TOKEN_FILE", folder.file("token").toString());
        variables.put("AZURE_SUBSCRIPTION_ID", azure.subscription());
        variables.put("ARCCONNECT_EMULATOR", folder.path().toString());
        variables.put(
                "ARCCONNECT_EMULATOR_PID", Long.toString(ProcessHandle.current().pid()));
        return variables;
    }

    private static void remove(Thread signalled) {
        try {
            Runtime.getRuntime().removeShutdownHook(signalled);
        } catch (IllegalStateException ending) {
            // Then it has been started.
        }
    }
}
