package io.arcconnect.ssh;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A recording as a player reads it, with somebody else's JSON. */
record CastReading(Map<String, Object> header, List<Event> events) {

    record Event(double at, String code, String text) {}

    static CastReading of(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return new CastReading(
                    header(lines.get(0)),
                    lines.stream().skip(1).map(CastReading::event).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // a JSON object
    private static Map<String, Object> header(String line) throws IOException {
        return (Map<String, Object>) read(line);
    }

    private static Event event(String line) {
        try {
            List<?> parts = (List<?>) read(line);
            return new Event(
                    ((Number) parts.get(0)).doubleValue(), String.valueOf(parts.get(1)), String.valueOf(parts.get(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object read(String line) throws IOException {
        try (JsonReader reader = JsonProviders.createReader(line)) {
            return reader.readUntyped();
        }
    }

    /** What a player would have shown in the end. */
    String all(String code) {
        return events.stream()
                .filter(event -> event.code().equals(code))
                .map(Event::text)
                .collect(Collectors.joining());
    }
}
