package io.arcconnect.cli.commands;

import io.arcconnect.cli.console.JsonLines;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.forward.ForwardNews;
import io.arcconnect.cli.forward.ForwardSpec;
import io.arcconnect.cli.forward.ForwardSpec.Opened;
import io.arcconnect.cli.forward.ForwardSpecs;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.options.BadArgument;
import io.arcconnect.cli.options.OutputOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;

/** Brings ports of a machine here, and ports of this computer there. */
@Command(
        name = "forward",
        mixinStandardHelpOptions = true,
        description = {
            "Brings ports of a machine here, and ports of this computer there, until Ctrl-C, in the words of ssh. Any number"
                    + " of -L, -R and -D; the port 0 is any that is free, and is printed.",
            "What listens here is on 127.0.0.1 and lets in programs of your user only (Linux). When the connection is lost,"
                    + " the ports stay, and the next use dials anew; that, and what is refused, is told on standard error.",
            "Status: 255 when a forward could not be opened or was lost for good, with the code on standard error; 130 after"
                    + " Ctrl-C; 2 for bad arguments."
        },
        footer = {
            "%nExamples:",
            "  arcconnect forward -g rg -n db-01 --local-user ada -L 5432:localhost:5432",
            "  arcconnect forward -g rg -n web-01 --local-user ada -D 1080 -R 8080:localhost:3000",
            "  arcconnect forward -g rg -n web-01 --local-user ada -L 0:/run/docker.sock --output json"
        })
public final class ForwardCommand implements Callable<Integer> {

    private final Surroundings around;
    private final Azure azure;

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    ReachOptions reach = new ReachOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(
            names = {"-L", "--local"},
            paramLabel = "SPEC",
            description = "listen here, lead there: [address:]port:host:hostport or [address:]port:socket")
    List<String> local = List.of();

    @Option(
            names = {"-R", "--remote"},
            paramLabel = "SPEC",
            description = "listen there, lead here: [address:]port:host:hostport or socket:host:hostport")
    List<String> remote = List.of();

    @Option(
            names = {"-D", "--dynamic"},
            paramLabel = "SPEC",
            description = "listen here as a SOCKS proxy that sees what the machine sees: [address:]port")
    List<String> dynamic = List.of();

    /**
     * A command.
     *
     * @param around the process
     * @param azure where to find Azure
     */
    public ForwardCommand(Surroundings around, Azure azure) {
        this.around = around;
        this.azure = azure;
    }

    @Override
    public Integer call() {
        List<ForwardSpec> wanted = BadArgument.in(spec, this::wanted);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ForwardNews news = new ForwardNews(spec.commandLine().getErr());
        return reach.on(
                around,
                azure,
                spec,
                Optional.empty(),
                builder -> builder.listener(news),
                (machine, ssh) -> Flux.fromIterable(wanted)
                        // The first that fails ends the others, as ssh -o ExitOnForwardFailure=yes does.
                        .flatMap(one -> one.hold(machine, ssh, opened -> announce(opened, out)), wanted.size())
                        .doOnCancel(news::end)
                        .then()
                        .thenReturn(0));
    }

    private List<ForwardSpec> wanted() {
        List<ForwardSpec> wanted = new ArrayList<>();
        add(wanted, local, ForwardSpecs::local);
        add(wanted, remote, ForwardSpecs::remote);
        add(wanted, dynamic, ForwardSpecs::socks);
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("say what to forward: -L, -R or -D");
        }
        return wanted;
    }

    private static void add(List<ForwardSpec> all, List<String> typed, Function<String, ForwardSpec> kind) {
        typed.stream().map(kind).forEach(all::add);
    }

    private synchronized void announce(Opened opened, PrintWriter out) {
        if (output.isJson()) {
            new JsonLines(around.out()).write(json(opened));
        } else {
            out.println(text(opened));
            out.flush();
        }
    }

    private static String text(Opened opened) {
        String where = opened.letter() == 'R' ? " (on the machine)" : "";
        return "-" + opened.letter() + " " + opened.address() + where + " leads to " + opened.target();
    }

    private static Map<String, Object> json(Opened opened) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event", "listening");
        fields.put("kind", "-" + opened.letter());
        fields.put("address", opened.address());
        opened.port().ifPresent(port -> fields.put("port", port));
        fields.put("target", opened.target());
        return fields;
    }
}
