package io.arcconnect.testkit.internal.ssh.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How cmd reads a line (documented for cmd): first all variables, then commands between {@code &}, {@code &&} and
 * {@code ||}, where a caret takes the meaning from a character and quotes from all but variables.
 */
final class CmdLine {

    private static final Pattern VARIABLE = Pattern.compile("%([^%:=]+)%");

    /**
     * One command.
     *
     * @param joint what stands before it; empty for the first
     * @param text without carets and redirections
     * @param out where its output goes: {@code 1}, {@code 2} or {@code nul}
     * @param err where its errors go
     */
    record Step(String joint, String text, String out, String err) {}

    private final String line;
    private final List<Step> steps = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String joint = "";
    private String out = "1";
    private String err = "2";
    private int at;

    private CmdLine(String line) {
        this.line = line;
    }

    /** Reads a line; a variable without a value stays as it is written. */
    static List<Step> read(String line, UnaryOperator<String> variables) throws Beyond {
        Matcher names = VARIABLE.matcher(line);
        return new CmdLine(names.replaceAll(name -> {
                    String value = variables.apply(name.group(1));
                    return Matcher.quoteReplacement(value.isEmpty() ? name.group() : value);
                }))
                .steps();
    }

    private List<Step> steps() throws Beyond {
        boolean quoted = false;
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                quoted = !quoted;
                text.append(c);
            } else if (quoted) {
                text.append(c);
            } else if (c == '^' && at + 1 < line.length()) {
                at++;
                text.append(line.charAt(at));
            } else if (c == '&' || line.startsWith("||", at)) {
                String next = line.startsWith("&&", at) ? "&&" : c == '&' ? "&" : "||";
                at += next.length() - 1;
                end(next);
            } else if (c == '>') {
                redirect();
            } else if ("|<()".indexOf(c) >= 0) {
                throw new Beyond("cmd: " + c + " in " + line);
            } else {
                text.append(c);
            }
        }
        end("");
        return steps;
    }

    private void end(String next) {
        steps.add(new Step(joint, text.toString().strip(), out, err));
        text.setLength(0);
        joint = next;
        out = "1";
        err = "2";
    }

    private void redirect() throws Beyond {
        boolean errors = text.length() > 0 && text.charAt(text.length() - 1) == '2' && isAlone(text.length() - 1);
        if (errors || (text.length() > 0 && text.charAt(text.length() - 1) == '1' && isAlone(text.length() - 1))) {
            text.setLength(text.length() - 1);
        }
        Matcher target = Pattern.compile("> *(&1|&2|nul\\b)", Pattern.CASE_INSENSITIVE)
                .matcher(line)
                .region(at, line.length());
        if (!target.lookingAt()) {
            throw new Beyond("cmd: a redirection to a file in " + line);
        }
        at = target.end() - 1;
        String to = target.group(1).toLowerCase(Locale.ROOT).replace("&", "");
        if (errors) {
            err = to.equals("1") ? out : to;
        } else {
            out = to.equals("2") ? err : to;
        }
    }

    /** A digit redirects only when it is a word of its own. */
    private boolean isAlone(int digit) {
        return digit == 0 || Character.isWhitespace(text.charAt(digit - 1));
    }
}
