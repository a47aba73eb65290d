package io.arcconnect.cli.fleet;

import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.OutputLimit;
import io.arcconnect.ssh.RemoteShell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is run everywhere. */
final class FleetCommandText {

    /** Of each output of each machine; what lies between is left out, and that is said. */
    private static final OutputLimit KEPT = OutputLimit.headAndTail(512 * 1024, 512 * 1024);

    private static final Map<String, RemoteShell> SHELLS = Map.of(
            "posix", RemoteShell.POSIX,
            "cmd", RemoteShell.CMD,
            "powershell", RemoteShell.WINDOWS_POWERSHELL,
            "pwsh", RemoteShell.PWSH);

    @Option(names = "--script", paramLabel = "FILE", description = "run this file's text instead of a command")
    @Nullable
    Path script;

    @Option(
            names = "--shell",
            paramLabel = "SHELL",
            description = "what the script is written for: posix, cmd, powershell or pwsh (default: posix)")
    @Nullable
    String shell;

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "what each machine's shell reads, joined by spaces")
    List<String> words = new ArrayList<>();

    /**
     * Makes the command.
     *
     * @throws IllegalArgumentException when there is none, or two
     */
    Exec exec() {
        if (words.isEmpty() == (script == null)) {
            throw new IllegalArgumentException("say what to run: a command, or --script FILE");
        }
        if (script == null && shell != null) {
            throw new IllegalArgumentException("--shell is for --script: a command is read by the login shell");
        }
        return (script == null ? Exec.command(text()) : Exec.script(language(), read(script))).keep(KEPT);
    }

    private RemoteShell language() {
        RemoteShell known = SHELLS.get(shell == null ? "posix" : shell);
        if (known == null) {
            throw new IllegalArgumentException("--shell is posix, cmd, powershell or pwsh, not \"" + shell + "\"");
        }
        return known;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the script " + file + ": " + unreadable, unreadable);
        }
    }

    /** {@return what to call it in a question} */
    String text() {
        return script == null ? String.join(" ", words) : script.toString();
    }
}
