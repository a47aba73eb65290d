package io.arcconnect.testkit.internal;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects as maps, to and from JSON text. */
public final class Json {

    private Json() {}

    /**
     * Reads an object.
     *
     * @param text JSON
     * @return its members; empty when the text is blank
     * @throws IllegalArgumentException when it is not a JSON object
     */
    public static Map<String, Object> read(String text) {
        if (text.isBlank()) {
            return Map.of();
        }
        try (JsonReader reader = JsonProviders.createReader(text)) {
            if (reader.readUntyped() instanceof Map<?, ?> members) {
                Map<String, Object> object = new LinkedHashMap<>();
                members.forEach((name, value) -> object.put(String.valueOf(name), value));
                return object;
            }
        } catch (IOException | RuntimeException malformed) {
            throw new IllegalArgumentException("not JSON", malformed);
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    /**
     * Writes an object.
     *
     * @param members maps, lists, strings, numbers, booleans and null
     * @return JSON
     */
    public static String write(Map<String, ?> members) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = JsonProviders.createWriter(text)) {
            writer.writeUntyped(members);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /**
     * Makes an object whose members keep their order and may be null.
     *
     * @param namesAndValues names and values in turn
     * @return the object
     */
    public static Map<String, Object> object(@Nullable Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                members.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return members;
    }

    /**
     * Finds a nested object.
     *
     * @param object in which
     * @param name its name
     * @return the object; empty when there is none
     */
    public static Map<String, Object> child(Map<String, Object> object, String name) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (object.get(name) instanceof Map<?, ?> child) {
            child.forEach((key, value) -> members.put(String.valueOf(key), value));
        }
        return members;
    }

    /**
     * Finds a text.
     *
     * @param object in which
     * @param name its name
     * @return the text; empty when there is none
     */
    public static String text(Map<String, Object> object, String name) {
        Object value = object.get(name);
        return value == null ? "" : value.toString();
    }
}
