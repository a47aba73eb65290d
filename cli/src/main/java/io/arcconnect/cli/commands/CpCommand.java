package io.arcconnect.cli.commands;

import io.arcconnect.cli.console.JsonLines;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.files.CopyOrder;
import io.arcconnect.cli.files.Copying;
import io.arcconnect.cli.files.Totals;
import io.arcconnect.cli.files.TransferProtocol;
import io.arcconnect.cli.files.TransferScreen;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.options.BadArgument;
import io.arcconnect.cli.options.OutputOptions;
import io.arcconnect.ssh.TransferOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies files to a machine and from it. */
@Command(
        name = "cp",
        mixinStandardHelpOptions = true,
        description = {
            "Copies files to a machine or from it, as scp does. :PATH is on the machine, and NAME:PATH on the one of that"
                    + " name; any other path is one of this computer, such as ./a:b for one with a colon. Paths of the"
                    + " machine begin at the user's home, know * and ? where they are sources, and are C:/Temp/a.txt on"
                    + " Windows.",
            "A file has its name when it is complete, and not before; Ctrl-C leaves nothing behind, but with --resume what"
                    + " is to go on.",
            "Status: 0 when all is copied; 255 for what could not be done, with the code on standard error; 130 after"
                    + " Ctrl-C; 2 for bad arguments."
        },
        footer = {
            "%nExamples:",
            "  arcconnect cp -g rg -n web-01 --local-user ada app.jar :/opt/app/",
            "  arcconnect cp -g rg --local-user ada -r site web-01:/srv/www",
            "  arcconnect cp -g rg -n web-01 --local-user ada --resume --verify ':/var/log/*.gz' logs"
        })
public final class CpCommand implements Callable<Integer> {

    private final Surroundings around;
    private final Azure azure;

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    ReachOptions reach = new ReachOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Parameters(arity = "2..*", paramLabel = "PATH", description = "what to copy, and last where to")
    List<String> places = List.of();

    @Option(
            names = {"-r", "--recursive"},
            description = "copy directories with everything in them")
    boolean isRecursive;

    @Option(
            names = {"-p", "--preserve"},
            description = "keep permissions and times")
    boolean keepsAttributes;

    @Option(names = "--links", description = "make symbolic links of directories again, which are left out otherwise")
    boolean copiesLinks;

    @Option(names = "--resume", description = "keep what a failure leaves, and go on there the next time")
    boolean resumes;

    @Option(names = "--verify", description = "compare the SHA-256 of both sides before a file gets its name")
    boolean verifies;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            converter = TransferProtocol.Name.class,
            description = "sftp, scp, or auto: SFTP, and SCP where the server has no SFTP (default: auto)")
    TransferProtocol protocol = TransferProtocol.AUTO;

    @Option(
            names = {"-q", "--quiet"},
            description = "show neither progress nor summary")
    boolean isQuiet;

    /**
     * A command.
     *
     * @param around the process
     * @param azure where to find Azure
     */
    public CpCommand(Surroundings around, Azure azure) {
        this.around = around;
        this.azure = azure;
    }

    @Override
    public Integer call() {
        CopyOrder order = BadArgument.in(spec, () -> CopyOrder.of(places, isRecursive));
        TransferProtocol chosen = BadArgument.in(spec, this::chosen);
        Optional<TransferScreen> screen = TransferScreen.of(around, isQuiet);
        Totals totals = reach.on(
                around,
                azure,
                spec,
                order.machine(),
                UnaryOperator.identity(),
                (machine, ssh) -> machine.use(
                        ssh,
                        session -> chosen.use(
                                session,
                                store -> order.by(new Copying(store, how(), isRecursive, screen))
                                        .elapsed()
                                        .map(done -> new Totals(
                                                store.protocol(), done.getT2(), Duration.ofMillis(done.getT1()))))));
        report(totals, Objects.requireNonNull(spec).commandLine());
        return 0;
    }

    private TransferProtocol chosen() {
        boolean needsSftp = resumes || verifies || copiesLinks;
        if (needsSftp && protocol == TransferProtocol.SCP) {
            throw new IllegalArgumentException("SCP can neither resume nor verify nor copy links");
        }
        return needsSftp ? TransferProtocol.SFTP : protocol;
    }

    private TransferOptions how() {
        TransferOptions how = TransferOptions.defaults();
        how = keepsAttributes ? how.keepAttributes() : how;
        how = copiesLinks ? how.copyLinks() : how;
        how = resumes ? how.resume() : how;
        return verifies ? how.verify() : how;
    }

    private void report(Totals totals, CommandLine command) {
        PrintWriter out = command.getOut();
        if (output.isJson()) {
            new JsonLines(around.out()).line(totals.json());
        } else if (!isQuiet) {
            totals.leftOut().forEach(command.getErr()::println);
            out.println(totals.text());
        }
        out.flush();
    }
}
