package io.arcconnect.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link JsonText} writes, and any other JSON of objects, arrays, texts, whole numbers and booleans. */
final class JsonReading {

    private static final int DEEPEST = 32;

    private final String text;
    private int at;

    private JsonReading(String text) {
        this.text = text;
    }

    /**
     * Reads an object.
     *
     * @throws IllegalArgumentException when it is malformed or holds something else; the message says where
     */
    static Map<String, Object> object(String text) {
        JsonReading reading = new JsonReading(text);
        Map<String, Object> object = reading.object(0);
        reading.space();
        if (reading.at < text.length()) {
            throw reading.malformed();
        }
        return object;
    }

    private Object value(int depth) {
        space();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> text();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) {
        deeper(depth);
        Map<String, Object> members = new LinkedHashMap<>();
        space();
        expect('{');
        space();
        while (peek() != '}') {
            if (!members.isEmpty()) {
                expect(',');
                space();
            }
            String name = text();
            space();
            expect(':');
            if (members.put(name, value(depth + 1)) != null) {
                throw malformed();
            }
            space();
        }
        expect('}');
        return members;
    }

    private List<Object> array(int depth) {
        deeper(depth);
        List<Object> elements = new ArrayList<>();
        expect('[');
        space();
        while (peek() != ']') {
            if (!elements.isEmpty()) {
                expect(',');
            }
            elements.add(value(depth + 1));
            space();
        }
        expect(']');
        return elements;
    }

    private String text() {
        StringBuilder read = new StringBuilder();
        expect('"');
        while (peek() != '"') {
            char c = next();
            if (c < 0x20) {
                throw malformed();
            }
            read.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        return read.toString();
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw malformed();
        };
    }

    private char unicode() {
        if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            throw malformed();
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private Long number() {
        int start = at;
        while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(start, at);
        if (!digits.matches("-?(0|[1-9][0-9]{0,17})")) {
            throw malformed();
        }
        return Long.valueOf(digits);
    }

    private <T> T word(String word, T value) {
        if (!text.startsWith(word, at)) {
            throw malformed();
        }
        at += word.length();
        return value;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void expect(char wanted) {
        if (next() != wanted) {
            at--;
            throw malformed();
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw malformed();
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private void deeper(int depth) {
        if (depth > DEEPEST) {
            throw malformed();
        }
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("malformed JSON at character " + at);
    }
}
