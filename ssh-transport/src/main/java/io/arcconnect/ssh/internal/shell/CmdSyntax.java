package io.arcconnect.ssh.internal.shell;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * cmd.exe. It reads a line twice over: itself, where a caret takes the meaning from a character, and then the program, which
 * splits its command line as {@code CommandLineToArgvW} does.
 */
final class CmdSyntax implements ShellSyntax {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@+=:./\\\\-]+");
    private static final Pattern SPECIAL = Pattern.compile("[()%!^\"<>&|]");

    @Override
    public String quote(String argument) {
        oneLine(argument);
        return PLAIN.matcher(argument).matches() ? argument : careted(WindowsArguments.quoted(argument));
    }

    /** A batch file reads its arguments a third time, in a way that nothing protects from. */
    @Override
    public String join(List<String> argv) {
        String program = argv.get(0).toLowerCase(Locale.ROOT);
        if (program.endsWith(".bat") || program.endsWith(".cmd")) {
            for (String argument : argv.subList(1, argv.size())) {
                if (!PLAIN.matcher(argument).matches()) {
                    throw new IllegalArgumentException("a batch file cannot be given the argument " + argument
                            + ": nothing protects its special characters");
                }
            }
        }
        return ShellSyntax.super.join(argv);
    }

    @Override
    public String prepared(Preparation before, String command) {
        StringBuilder line = new StringBuilder();
        before.variables()
                .forEach((name, value) -> line.append("set \"")
                        .append(name)
                        .append('=')
                        .append(inQuotes(value))
                        .append("\"&"));
        before.directory()
                .ifPresent(directory ->
                        line.append("cd /d \"").append(inQuotes(directory)).append("\"||exit 1&"));
        return line.append(command).toString();
    }

    @Override
    public Launch launch(ShellSyntax login, String script) {
        if (login != Syntaxes.CMD) {
            throw new IllegalArgumentException("a script of cmd needs cmd as the login shell, see Ssh.shell(…)");
        }
        return Launch.of("chcp 65001>nul&" + oneLine(script));
    }

    private static String careted(String text) {
        return SPECIAL.matcher(text).replaceAll("^$0");
    }

    /** Between quotes cmd reads nothing but the closing quote and variables, against which there is no escape. */
    private static String inQuotes(String text) {
        if (text.indexOf('"') >= 0 || text.indexOf('%') >= 0) {
            throw new IllegalArgumentException("cmd has no way to say \" or % in a variable's or a directory's name");
        }
        return oneLine(text);
    }

    private static String oneLine(String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("cmd reads one line only");
        }
        return ShellSyntax.withoutNul(text);
    }
}
