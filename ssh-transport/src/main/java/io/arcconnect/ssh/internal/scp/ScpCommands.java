package io.arcconnect.ssh.internal.scp;

import java.util.concurrent.ThreadLocalRandom;

/** What is run on the machine, whose shell knows what POSIX knows. Pure but for chance. */
public final class ScpCommands {

    private ScpCommands() {}

    /**
     * Takes a file, and gives it its name when it is complete; what is not is removed, also when the connection breaks. A
     * shell answers signals only when no program runs before it, so scp runs behind it: dropbear signals the shell alone.
     * A file that is replaced keeps its permissions, unless the source's are kept, and until then only its owner may read.
     *
     * @param target its name on the machine
     * @param plan how
     * @return a command line
     */
    public static String takeFile(String target, ScpPlan plan) {
        String path = path(target);
        String part = plan.inPlace() ? path : beside(path);
        return script(
                """
                T=%s
                F=%s
                if [ -d "$F" ]; then echo "$F is a directory" >&2; exit 1; fi
                if [ "$T" != "$F" ] && [ -e "$F" ] && ! [ -f "$F" ]; then
                  echo "$F: a device, a pipe or a socket is not replaced" >&2; exit 1
                fi
                M=
                if [ "$T" != "$F" ] && [ -f "$F" ]; then
                  M=$(ls -ldL "$F" | cut -c2-10 | tr st xx)
                  (umask 077; : > "$T") || exit
                fi
                exec 3<&0
                scp%s -t "$T" <&3 3<&- &
                P=$!
                exec 3<&-
                tidy() { if [ "$T" != "$F" ]; then rm -f "$T"; fi; }
                trap 'kill "$P" 2>/dev/null; wait "$P"; tidy; exit 1' HUP INT TERM
                wait "$P" || { S=$?; tidy; exit "$S"; }
                of() { printf %%s "$M" | cut -c"$1" | tr -dc rwx; }
                if [ -n "$M" ] && %s; then chmod "u=$(of 1-3),g=$(of 4-6),o=$(of 7-9)" "$T"; fi
                if [ "$T" != "$F" ]; then mv -f "$T" "$F" || { S=$?; tidy; exit "$S"; }; fi
                """.formatted(quoted(part), quoted(path), plan.keep() ? " -p" : "", plan.keep() ? "false" : "true"));
    }

    /**
     * Takes what is in a directory, and makes the directory.
     *
     * @param target its name on the machine
     * @param plan how
     * @return a command line
     */
    public static String takeTree(String target, ScpPlan plan) {
        return script("""
                F=%s
                mkdir -p "$F" || exit
                scp%s -r -d -t "$F"
                """.formatted(quoted(path(target)), plan.keep() ? " -p" : ""));
    }

    /**
     * Gives a file or a tree.
     *
     * @param source its name on the machine
     * @param plan how
     * @return a command line
     */
    public static String give(String source, ScpPlan plan) {
        return "scp" + (plan.keep() ? " -p" : "") + (plan.isTree() ? " -r" : "") + " -f " + quoted(path(source));
    }

    /** Whatever the login shell is, the script is read by sh. */
    private static String script(String text) {
        return "exec sh -c " + quoted(text.strip());
    }

    /** A name that looks like an option is none. */
    private static String path(String path) {
        return path.startsWith("-") ? "./" + path : path;
    }

    private static String beside(String path) {
        int slash = path.lastIndexOf('/');
        return path.substring(0, slash + 1)
                + "."
                + Long.toHexString(ThreadLocalRandom.current().nextLong())
                + ".arcconnect.part";
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
