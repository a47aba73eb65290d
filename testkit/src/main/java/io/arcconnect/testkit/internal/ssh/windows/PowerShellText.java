package io.arcconnect.testkit.internal.ssh.windows;

import java.util.ArrayList;
import java.util.List;

/** Divides a script where quotes and brackets allow it. */
final class PowerShellText {

    private PowerShellText() {}

    /**
     * Divides a text.
     *
     * @param text a script or an expression
     * @param separators characters that divide
     * @return what stands between them, without blanks around it; empty parts left out
     */
    static List<String> split(String text, String separators) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if ("({[".indexOf(c) >= 0) {
                depth++;
            } else if (")}]".indexOf(c) >= 0) {
                depth--;
            } else if (depth == 0 && separators.indexOf(c) >= 0) {
                add(parts, part);
                continue;
            }
            part.append(c);
        }
        add(parts, part);
        return parts;
    }

    private static void add(List<String> parts, StringBuilder part) {
        String text = part.toString().strip();
        part.setLength(0);
        if (!text.isEmpty() && !text.startsWith("#")) {
            parts.add(text);
        }
    }
}
