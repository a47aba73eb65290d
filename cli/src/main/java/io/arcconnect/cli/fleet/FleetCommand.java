package io.arcconnect.cli.fleet;

import io.arcconnect.cli.console.ExitCodes;
import io.arcconnect.cli.console.JsonLines;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.console.Table;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.options.AzureOptions;
import io.arcconnect.cli.options.LoginOptions;
import io.arcconnect.cli.options.OutputOptions;
import io.arcconnect.cli.options.SetUpOption;
import io.arcconnect.cli.options.SudoOptions;
import io.arcconnect.cli.run.CommandRun;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.Ssh;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Mono;

/** Runs one command on many machines. */
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a command, or a script, on many machines at a time, and says what became of each.",
            "As text: each line of output behind the machine's name, and a summary on standard error. With --output json:"
                    + " a line for each machine as it ends, with id, status (done, failed, skipped, cancelled), exitStatus,"
                    + " stdout, stderr, reason, message, remedy and millis, and a last line with the counts. Of each"
                    + " output the first and the last 512 KiB are kept. More than 10 machines are asked about.",
            "Nothing is set up on machines that cannot be reached: see provision and doctor.",
            "Status: 0 when the command ended with 0 on all machines; 1 when on some it did not, or they were skipped; 255"
                    + " when it ran on none; 130 after Ctrl-C, when what is under way is ended and named; 2 for bad"
                    + " arguments."
        },
        footer = {
            "%nExamples:",
            "  arcconnect fleet -g rg --local-user ada uptime",
            "  arcconnect fleet -g rg --tag env=prod --os linux --local-user ada --canary 1 --sudo -- apt-get -y upgrade",
            "  arcconnect fleet --from failed.jsonl --local-user ada --output json --script repair.sh"
        })
public final class FleetCommand implements Callable<Integer> {

    private final Surroundings around;
    private final AskedOnce person;
    private final Azure azure;
    private @Nullable CommandSpec spec;

    @Mixin
    FleetMachines chosen = new FleetMachines();

    @Mixin
    FleetCommandText text = new FleetCommandText();

    @Mixin
    FleetPace pace = new FleetPace();

    @Mixin
    LoginOptions login = new LoginOptions();

    @Mixin
    SudoOptions sudo = new SudoOptions();

    @Mixin
    AzureOptions options = new AzureOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(names = "--dry-run", description = "say which machines are meant, and do nothing")
    boolean dryRun;

    /**
     * A command.
     *
     * @param around the process
     * @param azure where to find Azure
     */
    public FleetCommand(Surroundings around, Azure azure) {
        this.person = new AskedOnce(around.terminal());
        this.around = around.with(person);
        this.azure = azure;
    }

    /** What follows the first word of the command is the command's, options and all. {@code --yes} is about their number. */
    @Spec
    void spec(CommandSpec own) {
        spec = own;
        var unusedParser = own.parser().stopAtPositional(true);
        SetUpOption.removeFrom(own);
        var unusedSpec = own.addOption(OptionSpec.builder("--yes", "-y")
                .type(boolean.class)
                .description("do not ask, however many machines there are")
                .build());
    }

    @Override
    public Integer call() {
        try {
            Selection selection = chosen.selection(around);
            Exec command = sudo.on(text.exec(), around, login.localUser());
            Ssh ssh = login.ssh(options, around);
            FleetRun run = new FleetRun(around, output.isJson(), ssh, command, pace.timeout(), pace::on);
            return CommandRun.on(
                    azure.builder(options),
                    arc -> selection
                            .machines(arc)
                            .flatMap(machines -> machines.isEmpty()
                                    ? Mono.fromSupplier(this::nobody)
                                    : dryRun
                                            ? Mono.fromSupplier(() -> planned(machines))
                                            : agreed(machines.size())
                                                    .flatMap(yes -> yes
                                                            ? run.on(arc, machines, person)
                                                            : Mono.just(ExitCodes.FAILED))));
        } catch (IllegalArgumentException malformed) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), String.valueOf(malformed.getMessage()), malformed);
        }
    }

    private Mono<Boolean> agreed(int machines) {
        boolean given = Boolean.TRUE.equals(
                Objects.requireNonNull(spec).findOption("--yes").getValue());
        return new FleetConsent(given, around).to(text.text(), machines);
    }

    private int nobody() {
        around.err().print("arcconnect: no machine matches. Nothing was done.\n");
        around.err().flush();
        return ExitCodes.FAILED;
    }

    private int planned(List<MachineId> machines) {
        if (output.isJson()) {
            JsonLines lines = new JsonLines(around.out());
            machines.forEach(id -> lines.write(planned(id)));
        } else {
            Table table = Table.of("NAME", "GROUP", "SUBSCRIPTION");
            machines.forEach(id -> table.row(id.name(), id.resourceGroup(), id.subscriptionId()));
            table.lines(around.displays().out()).forEach(line -> around.out().print(line + "\n"));
            around.out().flush();
        }
        return 0;
    }

    private static Map<String, Object> planned(MachineId id) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "machine");
        json.put("id", id.resourceId());
        json.put("name", id.name());
        json.put("status", "planned");
        return json;
    }
}
