package io.arcconnect.cli.console;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Writes JSON (RFC 8259) in one line. Beside what must be escaped it escapes everything that a terminal, or a reader who splits
 * lines, might take for more than a character: control and format characters, other line ends, and halves of pairs. Nothing
 * is lost.
 */
public final class Json {

    private final StringBuilder out = new StringBuilder();

    private Json() {}

    /**
     * Writes a value.
     *
     * @param value made of maps, collections, texts, numbers, booleans and {@code Optional}s of them; a member that is an
     *     empty {@code Optional} is left out
     * @return one line
     * @throws IllegalArgumentException when it is made of something else
     */
    public static String of(Object value) {
        Json json = new Json();
        json.value(value);
        return json.out.toString();
    }

    private void value(Object value) {
        if (value instanceof CharSequence text) {
            text(text.toString());
        } else if (value instanceof Map<?, ?> object) {
            object(object);
        } else if (value instanceof Iterable<?> array) {
            array(array);
        } else if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            out.append(value);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            out.append(number.doubleValue());
        } else if (value instanceof Optional<?> optional && optional.isPresent()) {
            value(optional.get());
        } else if (value instanceof Optional<?>) {
            out.append("null");
        } else {
            throw new IllegalArgumentException("not writable as JSON: " + value.getClass());
        }
    }

    private void object(Map<?, ?> object) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> member : object.entrySet()) {
            if (member.getValue() instanceof Optional<?> absent && absent.isEmpty()) {
                continue;
            }
            out.append(separator);
            text(String.valueOf(member.getKey()));
            out.append(':');
            value(member.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private void array(Iterable<?> array) {
        out.append('[');
        for (Iterator<?> elements = array.iterator(); elements.hasNext(); ) {
            value(elements.next());
            if (elements.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private void text(String text) {
        out.append('"');
        text.codePoints().forEach(this::character);
        out.append('"');
    }

    private void character(int point) {
        switch (point) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (isPlain(point)) {
                    out.appendCodePoint(point);
                } else {
                    for (char half : Character.toChars(point)) {
                        out.append(String.format("\\u%04x", (int) half));
                    }
                }
            }
        }
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
