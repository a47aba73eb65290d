package io.arcconnect.testkit.internal.ssh.windows;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** The programs of the machine. */
final class WindowsPrograms {

    private final WindowsHost host;
    private final Screen screen;
    private final Map<String, String> variables;

    WindowsPrograms(WindowsHost host, Screen screen, Map<String, String> variables) {
        this.host = host;
        this.screen = screen;
        this.variables = variables;
    }

    /** A program's name without its folder and ending. */
    static String name(String program) {
        return program.replaceFirst("^.*[\\\\/]", "").toLowerCase(Locale.ROOT).replaceFirst("\\.(exe|com)$", "");
    }

    /** Runs a program and gives its status; empty when there is none of that name here. */
    OptionalInt run(List<String> argv, OutputStream out, OutputStream err)
            throws IOException, InterruptedException, Beyond {
        List<String> arguments = argv.subList(1, argv.size());
        switch (name(argv.get(0))) {
            case "hostname" -> screen.line(out, host.name());
            case "whoami" -> screen.line(out, host.account(screen.user()));
            case "findstr" -> copy(arguments, out);
            case "taskkill" -> {
                return OptionalInt.of(kill(arguments, out, err));
            }
            case "powershell", "pwsh" -> {
                return OptionalInt.of(
                        new PowerShellProgram(host, screen, variables, name(argv.get(0))).run(arguments, out, err));
            }
            default -> {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(0);
    }

    /** {@code findstr "^"} is what people write for cat. */
    private void copy(List<String> arguments, OutputStream out) throws IOException, Beyond {
        if (!arguments.equals(List.of("^"))) {
            throw new Beyond("findstr " + String.join(" ", arguments));
        }
        screen.in().transferTo(out);
        out.flush();
    }

    /** {@code taskkill /T /F /PID n} (documented). */
    private int kill(List<String> arguments, OutputStream out, OutputStream err) throws IOException, Beyond {
        String line = String.join(" ", arguments).toUpperCase(Locale.ROOT);
        if (!line.matches("/T /F /PID \\d+")) {
            throw new Beyond("taskkill " + line);
        }
        int id = Integer.parseInt(line.substring("/T /F /PID ".length()));
        if (host.processes().kill(id)) {
            screen.line(out, "SUCCESS: The process with PID " + id + " has been terminated.");
            return 0;
        }
        screen.line(err, "ERROR: The process \"" + id + "\" not found.");
        return 128;
    }
}
