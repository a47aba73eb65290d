package io.arcconnect.ssh.internal.shell;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Windows PowerShell 5.1 and PowerShell 7, which differ in how they hand arguments to programs. */
final class PowerShellSyntax implements ShellSyntax {

    /** cmd.exe takes 8,191 characters (documented); the rest is for whatever sshd puts around a command. */
    private static final int LONGEST_LINE = 7_500;

    /** Progress would arrive on standard error as XML; a console that is none cannot be told its encoding. */
    private static final String UTF_8 = "$ProgressPreference='SilentlyContinue';"
            + "try{[Console]::OutputEncoding=[Console]::InputEncoding=$OutputEncoding=New-Object Text.UTF8Encoding $false}catch{}\n";

    /** Without it the status says no more than whether the last statement failed. */
    private static final String STATUS = "\nif(-not $?){if($LASTEXITCODE){exit $LASTEXITCODE};exit 1}";

    private static final String FROM_INPUT = UTF_8 + "& ([ScriptBlock]::Create([Text.Encoding]::UTF8.GetString("
            + "[Convert]::FromBase64String([Console]::In.ReadLine()))))";

    private final String program;
    private final boolean losesQuotes;

    PowerShellSyntax(String program, boolean losesQuotes) {
        this.program = program;
        this.losesQuotes = losesQuotes;
    }

    @Override
    public String quote(String argument) {
        return literal(losesQuotes ? forFiveOne(argument) : argument);
    }

    /**
     * 5.1 puts quotes around an argument with blanks and escapes nothing, and leaves out an empty one (observed by many, and
     * what {@code $PSNativeCommandArgumentPassing} of 7.3 repairs).
     */
    private static String forFiveOne(String argument) {
        if (argument.isEmpty()) {
            return "\"\"";
        }
        boolean quoted = argument.chars().anyMatch(Character::isWhitespace);
        return WindowsArguments.escaped(argument, quoted);
    }

    @Override
    public String join(List<String> argv) {
        return "& " + literal(argv.get(0)) + tail(argv.subList(1, argv.size()));
    }

    private String tail(List<String> arguments) {
        StringBuilder tail = new StringBuilder();
        arguments.forEach(argument -> tail.append(' ').append(quote(argument)));
        return tail.toString();
    }

    @Override
    public String prepared(Preparation before, String command) {
        StringBuilder lines = new StringBuilder();
        before.token()
                .ifPresent(token -> lines.append("[Console]::Error.WriteLine('[")
                        .append(token)
                        .append(":p:'+$PID+']');"));
        before.variables()
                .forEach((name, value) -> lines.append("$env:")
                        .append(name)
                        .append('=')
                        .append(literal(value))
                        .append(';'));
        before.directory()
                .ifPresent(directory -> lines.append("try{Set-Location -LiteralPath ")
                        .append(literal(directory))
                        .append(" -ErrorAction Stop}catch{[Console]::Error.WriteLine($_);exit 1};"));
        return lines.append(command).toString();
    }

    /** Nothing in Base64 means anything to any shell. */
    @Override
    public Launch launch(ShellSyntax login, String script) {
        String whole = ShellSyntax.withoutNul(script) + STATUS;
        String line = encoded(UTF_8 + whole);
        return line.length() <= LONGEST_LINE
                ? Launch.of(line)
                : new Launch(
                        encoded(FROM_INPUT),
                        Base64.getEncoder().encodeToString(whole.getBytes(StandardCharsets.UTF_8)) + "\n");
    }

    private String encoded(String script) {
        return program + " -NoLogo -NoProfile -NonInteractive -EncodedCommand "
                + Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_16LE));
    }

    /** Typographic quotes end a text as the plain one does (about_Quoting_Rules, documented). */
    private static String literal(String text) {
        return "'" + ShellSyntax.withoutNul(text).replaceAll("['\u2018\u2019\u201a\u201b]", "$0$0") + "'";
    }
}
