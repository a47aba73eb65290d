package io.arcconnect.testkit.internal.ssh.windows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code powershell} and {@code pwsh}: their command line (documented), and a process that can be killed. */
final class PowerShellProgram {

    private final WindowsHost host;
    private final Screen screen;
    private final Map<String, String> variables;
    private final String name;

    PowerShellProgram(WindowsHost host, Screen screen, Map<String, String> variables, String name) {
        this.host = host;
        this.screen = screen;
        this.variables = variables;
        this.name = name;
    }

    int run(List<String> arguments, OutputStream out, OutputStream err)
            throws IOException, InterruptedException, Beyond {
        boolean encoded = false;
        String script = "";
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i).toLowerCase(Locale.ROOT)) {
                case "-nologo", "-noprofile", "-noninteractive" -> {}
                case "-encodedcommand", "-enc", "-e" -> {
                    encoded = true;
                    script = decoded(arguments.subList(i + 1, arguments.size()));
                    i = arguments.size();
                }
                case "-command", "-c" -> {
                    script = String.join(" ", arguments.subList(i + 1, arguments.size()));
                    i = arguments.size();
                }
                default -> throw new Beyond(name + " " + String.join(" ", arguments));
            }
        }
        if (script.isEmpty()) {
            throw new Beyond(name + " without a command");
        }
        return killable(script, encoded, out, err);
    }

    private int killable(String script, boolean encoded, OutputStream out, OutputStream err)
            throws IOException, InterruptedException, Beyond {
        int id = host.processes().begin();
        List<String> records = new ArrayList<>();
        SmallPowerShell shell = new SmallPowerShell(host, screen, variables, id, records, out, err);
        try {
            return shell.run(script);
        } catch (InterruptedException stopped) {
            if (!host.processes().wasKilled(id)) {
                throw stopped;
            }
            return 1;
        } finally {
            host.processes().end(id);
            // 7 writes XML to another PowerShell only (documented); 5.1 whenever its command was encoded.
            if (encoded && name.equals("powershell")) {
                err.write(Clixml.block(shell.showsProgress(), records).getBytes(StandardCharsets.UTF_8));
                err.flush();
            } else {
                for (int i = 1; i < records.size(); i += 2) {
                    screen.line(err, plain(records.get(i - 1)) + records.get(i));
                }
            }
        }
    }

    private static String plain(String stream) {
        return stream.equals("Error") ? "" : stream.toUpperCase(Locale.ROOT) + ": ";
    }

    private static String decoded(List<String> rest) throws Beyond {
        try {
            return new String(Base64.getDecoder().decode(rest.get(0)), StandardCharsets.UTF_16LE);
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw new Beyond("an encoded command that cannot be decoded");
        }
    }
}
