package io.arcconnect.cli.fleet;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import io.arcconnect.model.MachineId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Resource ids, one a line. Empty lines and what begins with {@code #} are passed over. A line of JSON with an {@code id}, as
 * {@code --output json} writes it, is the machine of that id, and one without is passed over: what one command tells, the next
 * takes.
 */
final class MachineList {

    private static final String STANDARD_INPUT = "-";

    private MachineList() {}

    /**
     * Reads a file to its end.
     *
     * @param file its name, or {@code -} for standard input
     * @throws IllegalArgumentException when a line is something else; the message says which
     * @throws UncheckedIOException when it cannot be read
     */
    static List<MachineId> read(String file, InputStream standardInput) {
        try {
            if (file.equals(STANDARD_INPUT)) {
                return read("standard input", new InputStreamReader(standardInput, StandardCharsets.UTF_8));
            }
            try (InputStream bytes = Files.newInputStream(Path.of(file))) {
                return read(file, new InputStreamReader(bytes, StandardCharsets.UTF_8));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the machines in " + file + ": " + unreadable, unreadable);
        }
    }

    private static List<MachineId> read(String name, InputStreamReader text) throws IOException {
        List<MachineId> machines = new ArrayList<>();
        BufferedReader lines = new BufferedReader(text);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            try {
                id(line.strip()).map(MachineId::parse).ifPresent(machines::add);
            } catch (IllegalArgumentException malformed) {
                throw new IllegalArgumentException(
                        name + ", line " + number + ": " + malformed.getMessage(), malformed);
            }
        }
        return machines;
    }

    private static Optional<String> id(String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return Optional.empty();
        }
        return line.startsWith("{") ? idOfJson(line) : Optional.of(line);
    }

    private static Optional<String> idOfJson(String line) {
        try (JsonReader json = JsonProviders.createReader(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.getFieldName();
                json.nextToken();
                if (name.equals("id")) {
                    return Optional.ofNullable(json.getString());
                }
                json.skipChildren();
            }
            return Optional.empty();
        } catch (IOException | IllegalStateException malformed) {
            throw new IllegalArgumentException("neither a resource id nor a JSON object", malformed);
        }
    }
}
