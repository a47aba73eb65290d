package io.arcconnect.ssh.internal.shell;

import java.util.regex.Pattern;

/** POSIX shells (IEEE 1003.1, Shell Command Language, section 2.2). */
final class PosixSyntax implements ShellSyntax {

    /** Without "=": before a program it is a variable, and zsh replaces a word that begins with it. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+:,./-]+");

    /** Whether the shell leads a process group, which is then the command's own and can be signalled as a whole. */
    private static final String LEADS_A_GROUP = "kill -s 0 -- -$$ 2>/dev/null";

    @Override
    public String quote(String argument) {
        return PLAIN.matcher(argument).matches()
                ? argument
                : "'" + ShellSyntax.withoutNul(argument).replace("'", "'\\''") + "'";
    }

    @Override
    public String prepared(Preparation before, String command) {
        StringBuilder lines = new StringBuilder();
        before.token()
                .ifPresent(token -> lines.append("printf '[%s:%s:%s]\\n' ")
                        .append(quote(token))
                        .append(" \"$(")
                        .append(LEADS_A_GROUP)
                        .append(" && echo g || echo p)\" \"$$\" >&2\n"));
        before.variables()
                .forEach((name, value) -> lines.append("export ")
                        .append(name)
                        .append('=')
                        .append(quote(value))
                        .append('\n'));
        before.directory()
                .ifPresent(directory ->
                        lines.append("cd -- ").append(quote(place(directory))).append(" || exit 1\n"));
        lines.append(command);
        return before.token().isPresent()
                ? inItsOwnGroup(before.inSh() ? "sh" : "\"${SHELL:-/bin/sh}\"", lines.toString())
                : lines.toString();
    }

    /** "cd -" goes back to where one was. */
    private static String place(String directory) {
        return directory.startsWith("-") ? "./" + directory : directory;
    }

    /** OpenSSH gives every command a process group; dropbear's commands share that of the server, and want setsid. */
    private String inItsOwnGroup(String shell, String script) {
        String run = shell + " -c \"$b\"";
        return "b=" + quote(script) + "; if " + LEADS_A_GROUP + " || ! command -v setsid >/dev/null 2>&1; then exec "
                + run + "; else exec setsid " + run + "; fi";
    }

    @Override
    public Launch launch(ShellSyntax login, String script) {
        if (login != Syntaxes.POSIX) {
            throw new IllegalArgumentException("a POSIX script needs a POSIX login shell, see Ssh.shell(…)");
        }
        return Launch.of("sh -c " + quote(script));
    }
}
