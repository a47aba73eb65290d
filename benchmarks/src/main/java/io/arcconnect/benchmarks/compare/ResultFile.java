package io.arcconnect.benchmarks.compare;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A result as a file, one for each discipline, so that what was measured in several runs makes one page. */
final class ResultFile {

    private ResultFile() {}

    static void write(Result result, Path folder) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = JsonProviders.createWriter(text)) {
            writer.writeStartObject()
                    .writeStringField("discipline", result.discipline().key())
                    .writeIntField("amount", result.amount())
                    .writeStringField("machine", result.machine())
                    .writeStringField("commit", result.commit());
            writer.writeStartObject("readings");
            for (Map.Entry<String, List<Reading>> each : result.readings().entrySet()) {
                writer.writeArrayField(
                        each.getKey(),
                        each.getValue(),
                        (to, reading) -> to.writeStartObject()
                                .writeDoubleField("wallSeconds", reading.wallSeconds())
                                .writeDoubleField("cpuSeconds", reading.cpuSeconds())
                                .writeEndObject());
            }
            writer.writeEndObject().writeEndObject();
        }
        Files.writeString(file(result.discipline(), folder), text + "\n");
    }

    static void remove(Discipline discipline, Path folder) throws IOException {
        Files.deleteIfExists(file(discipline, folder));
    }

    static Optional<Result> read(Discipline discipline, Path folder) throws IOException {
        Path file = file(discipline, folder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (JsonReader reader = JsonProviders.createReader(Files.readString(file))) {
            Map<?, ?> all = (Map<?, ?>) reader.readUntyped();
            int amount = ((Number) get(all, "amount")).intValue();
            Map<String, List<Reading>> readings = new LinkedHashMap<>();
            ((Map<?, ?>) get(all, "readings"))
                    .forEach((name, list) -> readings.put((String) name, readings(amount, (List<?>) list)));
            Object commit = all.get("commit");
            return Optional.of(new Result(
                    discipline,
                    amount,
                    (String) get(all, "machine"),
                    commit == null ? Commit.UNKNOWN : commit.toString(),
                    readings));
        }
    }

    private static List<Reading> readings(int amount, List<?> list) {
        List<Reading> readings = new ArrayList<>();
        for (Object each : list) {
            readings.add(new Reading(amount, number(each, "wallSeconds"), number(each, "cpuSeconds")));
        }
        return readings;
    }

    private static double number(Object of, String name) {
        return ((Number) get((Map<?, ?>) of, name)).doubleValue();
    }

    private static Object get(Map<?, ?> map, String name) {
        Object value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name + " in " + map.keySet());
        }
        return value;
    }

    private static Path file(Discipline discipline, Path folder) {
        return folder.resolve(discipline.key() + ".json");
    }
}
