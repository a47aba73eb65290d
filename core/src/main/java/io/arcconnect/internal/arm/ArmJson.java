package io.arcconnect.internal.arm;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object read leniently: a missing, {@code null} or differently typed member is absent, and letter case of names
 * does not matter, as in Azure Resource Manager. What cannot be read is the empty object; the parser's own message is
 * dropped because it may quote a secret.
 */
final class ArmJson {

    private static final ArmJson NOTHING = new ArmJson(Map.of());

    private final Map<?, ?> members;

    private ArmJson(Map<?, ?> members) {
        this.members = members;
    }

    static ArmJson parse(String body) {
        String text = body.startsWith("\uFEFF") ? body.substring(1) : body;
        try (JsonReader reader = JsonProviders.createReader(text)) {
            return reader.readUntyped() instanceof Map<?, ?> map ? new ArmJson(map) : NOTHING;
        } catch (IOException | RuntimeException e) {
            return NOTHING;
        }
    }

    static String write(Map<String, Object> object) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = JsonProviders.createWriter(text)) {
            writer.writeUntyped(object).flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** The member as text: strings, numbers and booleans; blank is absent. */
    Optional<String> text(String name) {
        return Optional.ofNullable(member(name))
                .filter(value -> value instanceof String || value instanceof Number || value instanceof Boolean)
                .map(Object::toString)
                .filter(value -> !value.isBlank());
    }

    boolean flag(String name) {
        return text(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    /** The member object, or the empty object. */
    ArmJson object(String name) {
        return member(name) instanceof Map<?, ?> map ? new ArmJson(map) : NOTHING;
    }

    /** The objects in the member array. */
    List<ArmJson> objects(String name) {
        List<ArmJson> found = new ArrayList<>();
        if (member(name) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    found.add(new ArmJson(map));
                }
            }
        }
        return found;
    }

    /** The texts, numbers and booleans in the member array. */
    List<String> list(String name) {
        return member(name) instanceof List<?> list
                ? list.stream()
                        .filter(item -> item instanceof String || item instanceof Number || item instanceof Boolean)
                        .map(Object::toString)
                        .toList()
                : List.of();
    }

    /** The members that are text, by name. */
    Map<String, String> texts() {
        Map<String, String> found = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (value instanceof String text) {
                found.put(String.valueOf(name), text);
            }
        });
        return found;
    }

    private @Nullable Object member(String name) {
        Object exact = members.get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<?, ?> entry : members.entrySet()) {
            if (name.equalsIgnoreCase(String.valueOf(entry.getKey()))) {
                return entry.getValue();
            }
        }
        return null;
    }
}
