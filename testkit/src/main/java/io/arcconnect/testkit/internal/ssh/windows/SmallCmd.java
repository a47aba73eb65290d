package io.arcconnect.testkit.internal.ssh.windows;

import io.arcconnect.testkit.ExecReply;
import io.arcconnect.testkit.internal.NotEmulated;
import io.arcconnect.testkit.internal.ssh.Interpreter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The few words of cmd that tests need; see {@code EmbeddedSsh}. */
final class SmallCmd implements Interpreter {

    /** Words that every Windows knows and this one does not: to say "is not recognized" would be a lie. */
    private static final String KNOWN =
            " arp assoc attrib bcdedit call certutil cls color copy curl date del dir dism diskpart"
                    + " driverquery erase fc find for fsutil ftype gpresult gpupdate icacls if ipconfig md mkdir mklink mode more move msg"
                    + " net netsh netstat nslookup pause ping popd powercfg prompt pushd query rd reg ren rename rmdir robocopy route sc"
                    + " schtasks sfc shutdown sort start systeminfo tar taskkill tasklist time timeout title tracert tree type vol w32tm"
                    + " wevtutil where winget winrm wmic xcopy azcmagent ";

    private final WindowsHost host;
    private final Screen screen;
    private final Map<String, String> variables;
    private final WindowsPrograms programs;
    private String directory;

    SmallCmd(WindowsHost host, Screen screen, Map<String, String> variables, String directory) {
        this.host = host;
        this.screen = screen;
        this.variables = variables;
        this.directory = directory;
        this.programs = new WindowsPrograms(host, screen, variables);
    }

    @Override
    public ExecReply run(String line) throws IOException, InterruptedException {
        int status = 0;
        try {
            for (CmdLine.Step step : CmdLine.read(line, name -> variables.getOrDefault(name, ""))) {
                boolean skipped = (step.joint().equals("&&") && status != 0)
                        || (step.joint().equals("||") && status == 0);
                if (skipped || step.text().isEmpty()) {
                    continue;
                }
                Optional<Integer> end = end(step.text(), status);
                if (end.isPresent()) {
                    return ExecReply.exit(end.get(), "", "");
                }
                status = one(step.text(), sink(step.out()), sink(step.err()));
            }
        } catch (Beyond beyond) {
            screen.line(screen.err(), host.unanswered().add(NotEmulated.WINDOWS_COMMAND, beyond.what()));
            status = 1;
        }
        return ExecReply.exit(status, "", "");
    }

    private OutputStream sink(String name) {
        return switch (name) {
            case "1" -> screen.out();
            case "2" -> screen.err();
            default -> OutputStream.nullOutputStream();
        };
    }

    private static Optional<Integer> end(String text, int status) {
        if (!text.matches("(?i)exit(\\s+/b)?(\\s+-?\\d+)?")) {
            return Optional.empty();
        }
        String number = text.replaceFirst("(?i)exit(\\s+/b)?\\s*", "");
        return Optional.of(number.isEmpty() ? status : Integer.parseInt(number));
    }

    private int one(String text, OutputStream out, OutputStream err) throws IOException, InterruptedException, Beyond {
        String word = text.split("[\\s./\\\\:,;=]", 2)[0].toLowerCase(Locale.ROOT);
        String rest = text.substring(Math.min(text.length(), word.length()));
        switch (word) {
            case "echo" -> screen.line(out, rest.isEmpty() ? "ECHO is on." : rest.substring(1));
            case "ver" -> screen.line(out, "\nMicrosoft Windows [Version 10.0.20348.2113]");
            case "rem" -> {}
            case "set" -> {
                return set(rest.strip(), out, err);
            }
            case "cd", "chdir" -> {
                return changeDirectory(rest.strip(), out, err);
            }
            case "chcp" -> {
                return codePage(rest.strip(), out, err);
            }
            default -> {
                return program(text, out, err);
            }
        }
        return 0;
    }

    private int program(String text, OutputStream out, OutputStream err)
            throws IOException, InterruptedException, Beyond {
        List<String> argv = WindowsArguments.of(text);
        OptionalInt status = programs.run(argv, out, err);
        if (status.isPresent()) {
            return status.getAsInt();
        }
        String name = WindowsPrograms.name(argv.get(0));
        if (KNOWN.contains(" " + name + " ")) {
            throw new Beyond(text);
        }
        screen.line(
                err,
                "'" + argv.get(0) + "' is not recognized as an internal or external command,\n"
                        + "operable program or batch file.");
        return 1;
    }

    private int set(String text, OutputStream out, OutputStream err) throws IOException, Beyond {
        String plain = text.startsWith("\"") && text.endsWith("\"") && text.length() > 1
                ? text.substring(1, text.length() - 1)
                : text;
        if (plain.startsWith("/")) {
            throw new Beyond("set " + text);
        }
        int equals = plain.indexOf('=');
        if (equals > 0) {
            String value = plain.substring(equals + 1);
            if (value.isEmpty()) {
                variables.remove(plain.substring(0, equals));
            } else {
                variables.put(plain.substring(0, equals), value);
            }
            return 0;
        }
        int found = 0;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (variable.getKey().toLowerCase(Locale.ROOT).startsWith(plain.toLowerCase(Locale.ROOT))) {
                screen.line(out, variable.getKey() + "=" + variable.getValue());
                found++;
            }
        }
        if (found == 0) {
            screen.line(err, "Environment variable " + plain + " not defined");
        }
        return found == 0 ? 1 : 0;
    }

    private int changeDirectory(String text, OutputStream out, OutputStream err) throws IOException {
        String wanted = text.replaceFirst("(?i)^/d\\s+", "").replace("\"", "").replace('/', '\\');
        if (wanted.isEmpty()) {
            screen.line(out, directory);
            return 0;
        }
        String absolute = wanted.matches("[A-Za-z]:.*") ? wanted : directory + "\\" + wanted;
        // Without files there is nothing to know it by.
        if (host.files().isPresent()
                && !host.file(absolute).filter(Files::isDirectory).isPresent()) {
            screen.line(err, "The system cannot find the path specified.");
            return 1;
        }
        directory = absolute;
        return 0;
    }

    private int codePage(String text, OutputStream out, OutputStream err) throws IOException {
        Optional<java.nio.charset.Charset> page = CodePages.of(text);
        if (!text.isEmpty() && page.isEmpty()) {
            screen.line(err, "Invalid code page");
            return 1;
        }
        page.ifPresent(screen::codePage);
        screen.line(out, "Active code page: " + (text.isEmpty() ? CodePages.number(host.codePage()) : text));
        return 0;
    }
}
