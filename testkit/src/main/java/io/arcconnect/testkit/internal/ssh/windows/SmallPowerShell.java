package io.arcconnect.testkit.internal.ssh.windows;

import io.arcconnect.testkit.internal.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few statements of PowerShell that tests need, and those that ArcConnect puts around a script; see {@code EmbeddedSsh}. */
final class SmallPowerShell {

    private static final int ANY = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    private static final Pattern ASSIGNMENT = Pattern.compile("\\$env:(\\w+)\\s*=\\s*(.*)", ANY);
    private static final Pattern OBJECTS = Pattern.compile("\\$arcObjects=@\\(& \\{(.*)\\}\\)", ANY);
    private static final Pattern DIRECTORY = Pattern.compile(
            "try\\{Set-Location -LiteralPath (.*) -ErrorAction Stop\\}"
                    + "catch\\{\\[Console\\]::Error\\.WriteLine\\(\\$_\\);exit 1\\}",
            ANY);
    private static final Pattern CONSOLE =
            Pattern.compile("\\[Console\\]::(Error|Out)\\.(WriteLine|Write)\\((.*)\\)", ANY);
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9._\\\\/:]*");
    private static final Pattern CMDLET = Pattern.compile(
            "(Write-Output|Write-Host|Write-Warning|Write-Error|throw|Start-Sleep|exit)(?:\\s+(.*))?", ANY);

    private final WindowsHost host;
    private final Screen screen;
    private final Map<String, String> variables;
    private final List<String> records;
    private final OutputStream out;
    private final OutputStream err;
    private final PowerShellValues values;
    private final List<Object> objects = new ArrayList<>();
    private boolean collects;
    private boolean stops;
    private boolean progress = true;
    private boolean failed;
    private int lastStatus;

    SmallPowerShell(
            WindowsHost host,
            Screen screen,
            Map<String, String> variables,
            int id,
            List<String> records,
            OutputStream out,
            OutputStream err) {
        this.host = host;
        this.screen = screen;
        this.variables = variables;
        this.records = records;
        this.out = out;
        this.err = err;
        this.values = new PowerShellValues(host, variables, screen.in(), id);
    }

    /** Progress is shown unless the script has said that it must not be. */
    boolean showsProgress() {
        return progress;
    }

    /** Runs a script and gives the status: that of {@code exit}, else whether the last statement succeeded (documented). */
    int run(String script) throws IOException, InterruptedException, Beyond {
        return statements(script).orElse(!failed ? 0 : lastStatus == 0 ? 1 : lastStatus);
    }

    private Optional<Integer> statements(String script) throws IOException, InterruptedException, Beyond {
        for (String statement : PowerShellText.split(script, ";\r\n")) {
            Optional<Integer> end = around(statement);
            if (end.isEmpty() && !isAround(statement)) {
                failed = false;
                end = statement(statement);
            }
            if (end.isPresent()) {
                return end;
            }
        }
        return Optional.empty();
    }

    private static boolean isAround(String statement) {
        return statement.startsWith("$ProgressPreference=")
                || statement.startsWith("$ErrorActionPreference=")
                || statement.startsWith("try{[Console]::OutputEncoding=")
                || statement.startsWith("if(-not $?){")
                || statement.startsWith("& ([ScriptBlock]::Create(")
                || statement.startsWith("ConvertTo-Json -InputObject $arcObjects")
                || OBJECTS.matcher(statement).matches();
    }

    /** What {@code Exec.script} and {@code PowerShell.json} put around a script. */
    private Optional<Integer> around(String statement) throws IOException, InterruptedException, Beyond {
        if (statement.equals("$ProgressPreference='SilentlyContinue'")) {
            progress = false;
        } else if (statement.equals("$ErrorActionPreference='Stop'")) {
            stops = true;
        } else if (statement.startsWith("try{[Console]::OutputEncoding=")) {
            screen.codePage(StandardCharsets.UTF_8);
        } else if (statement.startsWith("& ([ScriptBlock]::Create(")) {
            return statements(fromInput());
        } else if (statement.startsWith("ConvertTo-Json -InputObject $arcObjects")) {
            String whole = Json.write(Map.of("all", objects));
            screen.line(out, whole.substring("{\"all\":".length(), whole.length() - 1));
        }
        Matcher collected = OBJECTS.matcher(statement);
        if (collected.matches()) {
            collects = true;
            Optional<Integer> end = statements(collected.group(1));
            collects = false;
            return end;
        }
        return Optional.empty();
    }

    private String fromInput() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = screen.in().read(); c >= 0 && c != '\n'; c = screen.in().read()) {
            line.write(c);
        }
        return new String(Base64.getMimeDecoder().decode(line.toByteArray()), StandardCharsets.UTF_8);
    }

    private Optional<Integer> statement(String statement) throws IOException, InterruptedException, Beyond {
        Matcher assignment = ASSIGNMENT.matcher(statement);
        Matcher directory = DIRECTORY.matcher(statement);
        Matcher console = CONSOLE.matcher(statement);
        Matcher cmdlet = CMDLET.matcher(statement);
        if (assignment.matches()) {
            variables.put(assignment.group(1), String.valueOf(values.of(assignment.group(2))));
        } else if (directory.matches()) {
            return changed(String.valueOf(values.of(directory.group(1))));
        } else if (console.matches()) {
            OutputStream sink = console.group(1).equalsIgnoreCase("Error") ? err : out;
            String end = console.group(2).equalsIgnoreCase("WriteLine") ? "\n" : "";
            screen.text(sink, values.of(console.group(3)) + end);
        } else if (cmdlet.matches()) {
            return cmdlet(cmdlet.group(1).toLowerCase(java.util.Locale.ROOT), Optional.ofNullable(cmdlet.group(2)));
        } else {
            program(statement);
        }
        return Optional.empty();
    }

    private Optional<Integer> cmdlet(String name, Optional<String> argument)
            throws IOException, InterruptedException, Beyond {
        String text = argument.orElse("''");
        switch (name) {
            case "write-output" -> emit(argument(text));
            case "write-host" -> screen.line(out, String.valueOf(argument(text)));
            case "write-warning" -> record("warning", String.valueOf(argument(text)));
            case "write-error" -> {
                return fail(String.valueOf(argument(text)), "Microsoft.PowerShell.Commands.WriteErrorException", stops);
            }
            case "throw" -> {
                return fail(String.valueOf(values.of(text)), "RuntimeException", true);
            }
            case "start-sleep" -> sleep(text);
            default -> {
                return Optional.of(argument.filter(status -> status.matches("-?\\d+"))
                        .map(Integer::parseInt)
                        .orElse(lastStatus));
            }
        }
        return Optional.empty();
    }

    /** What follows a command needs no quotes where it is one word (documented: argument mode). */
    private Object argument(String text) throws Beyond, IOException {
        return WORD.matcher(text).matches() ? text : values.of(text);
    }

    private Optional<Integer> fail(String message, String kind, boolean ends) {
        failed = true;
        record(
                "Error",
                message + "\n    + CategoryInfo          : NotSpecified: (:) [], " + kind
                        + "\n    + FullyQualifiedErrorId : " + kind + "\n ");
        return ends ? Optional.of(1) : Optional.empty();
    }

    private void record(String stream, String text) {
        records.add(stream);
        records.add(text);
    }

    private void emit(Object value) throws IOException {
        if (collects) {
            objects.add(value);
        } else {
            screen.line(out, String.valueOf(value));
        }
    }

    private Optional<Integer> changed(String directory) throws IOException {
        boolean there = host.files().isEmpty()
                || host.file(directory).filter(java.nio.file.Files::isDirectory).isPresent();
        if (!there) {
            screen.line(err, "Cannot find path '" + directory + "' because it does not exist.");
        }
        return there ? Optional.empty() : Optional.of(1);
    }

    private void sleep(String text) throws InterruptedException, Beyond {
        Matcher wanted = Pattern.compile("(?:-(Seconds|Milliseconds)\\s+)?(\\d{1,9})", ANY)
                .matcher(text);
        if (!wanted.matches()) {
            throw new Beyond("the PowerShell Start-Sleep " + text);
        }
        boolean millis = "milliseconds".equalsIgnoreCase(wanted.group(1));
        if (screen.destroyed()
                .await(Long.parseLong(wanted.group(2)), millis ? TimeUnit.MILLISECONDS : TimeUnit.SECONDS)) {
            throw new InterruptedException("the channel was closed");
        }
    }

    /** A program, else an expression, whose value is written. */
    private void program(String statement) throws IOException, InterruptedException, Beyond {
        List<String> words = PowerShellText.split(statement.replaceFirst("^&\\s*", ""), " ");
        List<String> argv = new ArrayList<>();
        for (String word : words) {
            argv.add(word.startsWith("'") ? String.valueOf(values.of(word)) : word);
        }
        OptionalInt status = new WindowsPrograms(host, screen, variables).run(argv, out, err);
        if (status.isPresent()) {
            failed = status.getAsInt() != 0;
            lastStatus = status.getAsInt();
            return;
        }
        emit(values.of(statement));
    }
}
