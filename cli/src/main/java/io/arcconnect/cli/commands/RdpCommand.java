package io.arcconnect.cli.commands;

import io.arcconnect.cli.console.Json;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.desktop.DesktopOptions;
import io.arcconnect.cli.desktop.DesktopRun;
import io.arcconnect.cli.desktop.WindowsPassword;
import io.arcconnect.cli.forward.ForwardNews;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.options.BadArgument;
import io.arcconnect.cli.options.OutputOptions;
import io.arcconnect.rdp.ClientExit;
import io.arcconnect.rdp.ProgramLookup;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Opens the desktop of a machine. */
@Command(
        name = "rdp",
        mixinStandardHelpOptions = true,
        description = {
            "Opens the desktop of a machine, as az ssh arc --rdp does: a port of this computer leads to it through SSH, and"
                    + " the desktop client that is found here is started with it. It is closed when the client ends, or with"
                    + " Ctrl-C.",
            "There are two sign-ins: to SSH, and then to Windows, for which the client asks. FreeRDP can be answered with a"
                    + " password from a file, a variable or a prompt; no password is ever in a file or an argument.",
            "Status: 0 when the client has ended; 255 for what could not be done, with the code on standard error; 130 after"
                    + " Ctrl-C; 2 for bad arguments."
        },
        footer = {
            "%nExamples:",
            "  arcconnect rdp -g rg -n win-01 --local-user ada --windows-user 'CONTOSO\\ada'",
            "  arcconnect rdp -g rg -n win-01 --local-user ada --size 1280x800 --share clipboard,sound",
            "  arcconnect rdp -g rg -n win-01 --local-user ada --no-launch --rdp-file win-01.rdp"
        })
public final class RdpCommand implements Callable<Integer> {

    private final Surroundings around;
    private final Azure azure;
    private final ProgramLookup programs;

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    ReachOptions reach = new ReachOptions();

    @Mixin
    DesktopOptions desktop = new DesktopOptions();

    @ArgGroup
    WindowsPassword password = new WindowsPassword();

    @Mixin
    OutputOptions output = new OutputOptions();

    /**
     * A command.
     *
     * @param around the process
     * @param azure where to find Azure
     */
    public RdpCommand(Surroundings around, Azure azure) {
        this(around, azure, ProgramLookup.thisComputer());
    }

    RdpCommand(Surroundings around, Azure azure, ProgramLookup programs) {
        this.around = around;
        this.azure = azure;
        this.programs = programs;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        BadArgument.in(spec, desktop::checked);
        DesktopRun run = new DesktopRun(
                desktop, password.of(around), programs, new Told(output.isJson(), command.getOut()), command.getErr());
        ForwardNews news = new ForwardNews(command.getErr());
        return reach.on(
                around,
                azure,
                spec,
                Optional.empty(),
                builder -> builder.listener(news),
                (machine, ssh) -> run.on(machine, ssh).doOnCancel(news::end));
    }

    private record Told(boolean isJson, PrintWriter out) implements DesktopRun.Says {

        @Override
        public void listening(int port, Optional<Path> file) {
            String address = "127.0.0.1:" + port;
            if (isJson) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("event", "listening");
                fields.put("address", address);
                fields.put("port", port);
                file.ifPresent(path -> fields.put("file", path.toString()));
                line(Json.of(fields));
            } else {
                String opens = file.map(path -> ", and " + path + " opens it").orElse("");
                line(address + " leads to the desktop" + opens);
            }
        }

        @Override
        public void ended(ClientExit exit) {
            if (isJson) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("event", "client_ended");
                fields.put("client", exit.client());
                fields.put("status", exit.status());
                fields.put("orderly", exit.isOrderly());
                line(Json.of(fields));
            }
        }

        private void line(String text) {
            out.println(text);
            out.flush();
        }
    }
}
