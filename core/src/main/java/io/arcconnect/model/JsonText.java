package io.arcconnect.model;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes JSON (RFC 8259) of maps, lists, texts, whole numbers and booleans: what this package's values are made of. */
final class JsonText {

    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    /**
     * Writes a value in one line.
     *
     * @throws IllegalArgumentException when it is made of something else
     */
    static String of(Object value) {
        JsonText text = new JsonText();
        text.value(value);
        return text.out.toString();
    }

    private void value(Object value) {
        if (value instanceof String text) {
            text(text);
        } else if (value instanceof Map<?, ?> object) {
            object(object);
        } else if (value instanceof List<?> array) {
            array(array);
        } else if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("not writable as JSON: " + value.getClass());
        }
    }

    private void object(Map<?, ?> object) {
        out.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> members = object.entrySet().iterator(); members.hasNext(); ) {
            Map.Entry<?, ?> member = members.next();
            text(String.valueOf(member.getKey()));
            out.append(':');
            value(member.getValue());
            comma(members);
        }
        out.append('}');
    }

    private void array(List<?> array) {
        out.append('[');
        for (Iterator<?> elements = array.iterator(); elements.hasNext(); ) {
            value(elements.next());
            comma(elements);
        }
        out.append(']');
    }

    private void comma(Iterator<?> rest) {
        if (rest.hasNext()) {
            out.append(',');
        }
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text, i);
        }
        out.append('"');
    }

    /** Beside what must be escaped: the line separators that JavaScript minds, and halves of pairs, which UTF-8 lacks. */
    private void character(String text, int at) {
        char c = text.charAt(at);
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < 0x20 || c == 0x7f || c == '\u2028' || c == '\u2029' || isLoneHalf(text, at)) {
                    out.append("\\u").append(String.format("%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }

    private static boolean isLoneHalf(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
