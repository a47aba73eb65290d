package io.arcconnect.benchmarks.compare;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table for the page that is not of contestants in turn.
 *
 * @param title its heading
 * @param told what was done and how, in one sentence or two
 * @param machine what it ran on
 * @param commit what was measured
 * @param columns heads of its columns
 * @param rows as they are shown
 * @param goals what was to be reached, and what was
 */
public record Figures(
        String title,
        String told,
        String machine,
        String commit,
        List<String> columns,
        List<List<String>> rows,
        List<Goal> goals) {

    /**
     * One line of what was to be reached.
     *
     * @param what is held against it
     * @param wanted such as "at most 60"
     * @param measured the figure
     * @param reached whether it will do
     */
    public record Goal(String what, String wanted, String measured, boolean reached) {

        String row(String title) {
            return "| " + title + " | " + what + " | " + wanted + " | " + measured + " | "
                    + (reached ? "yes" : "**no**") + " |";
        }
    }

    /** {@return the table in Markdown} */
    public String table() {
        return row(columns)
                + row(columns.stream().map(column -> "---").toList())
                + rows.stream().map(Figures::row).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /**
     * Keeps it.
     *
     * @param file where to
     * @throws IOException when that fails
     */
    public void write(Path file) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = JsonProviders.createWriter(text)) {
            writer.writeStartObject()
                    .writeStringField("title", title)
                    .writeStringField("told", told)
                    .writeStringField("machine", machine)
                    .writeStringField("commit", commit)
                    .writeArrayField("columns", columns, JsonWriter::writeString)
                    .writeArrayField("rows", rows, (to, row) -> to.writeArray(row, JsonWriter::writeString))
                    .writeArrayField(
                            "goals",
                            goals,
                            (to, goal) -> to.writeStartObject()
                                    .writeStringField("what", goal.what)
                                    .writeStringField("wanted", goal.wanted)
                                    .writeStringField("measured", goal.measured)
                                    .writeBooleanField("reached", goal.reached)
                                    .writeEndObject())
                    .writeEndObject();
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text + "\n");
    }

    static Optional<Figures> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (JsonReader reader = JsonProviders.createReader(Files.readString(file))) {
            Map<?, ?> all = (Map<?, ?>) reader.readUntyped();
            return Optional.of(new Figures(
                    text(all, "title"),
                    text(all, "told"),
                    text(all, "machine"),
                    text(all, "commit"),
                    texts(list(all, "columns")),
                    list(all, "rows").stream().map(row -> texts((List<?>) row)).toList(),
                    list(all, "goals").stream()
                            .map(goal -> goal((Map<?, ?>) goal))
                            .toList()));
        }
    }

    private static Goal goal(Map<?, ?> goal) {
        return new Goal(
                text(goal, "what"),
                text(goal, "wanted"),
                text(goal, "measured"),
                Boolean.TRUE.equals(goal.get("reached")));
    }

    private static String text(Map<?, ?> of, String name) {
        return String.valueOf(Objects.requireNonNull(of.get(name), name));
    }

    private static List<?> list(Map<?, ?> of, String name) {
        return (List<?>) Objects.requireNonNull(of.get(name), name);
    }

    private static List<String> texts(List<?> list) {
        return list.stream().map(String::valueOf).toList();
    }
}
