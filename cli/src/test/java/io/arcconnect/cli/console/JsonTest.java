package io.arcconnect.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void of_whenMadeOfValues_thenOneLine() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text", "a \"b\" \\ \n\r\t");
        value.put("number", 7L);
        value.put("rate", 1.5);
        value.put("list", List.of(true, Map.of()));
        value.put("there", Optional.of("x"));
        value.put("absent", Optional.empty());

        assertThat(Json.of(value))
                .isEqualTo("{\"text\":\"a \\\"b\\\" \\\\ \\n\\r\\t\",\"number\":7,\"rate\":1.5,"
                        + "\"list\":[true,{}],\"there\":\"x\"}");
    }

    /** A terminal that shows it does nothing, and a parser gets every character back. */
    @Test
    void of_whenTheTextIsHostile_thenHarmlessAndWhole() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int point = 0; point < 0x3000; point++) {
            all.appendCodePoint(point);
        }
        String text = all.append("😀\u202e\ufeff\ue0001").toString();

        String json = Json.of(Map.of("text", text));

        assertThat(json).matches("[^\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]*");
        try (JsonReader reader = JsonProviders.createReader(json)) {
            assertThat(reader.readMap(JsonReader::getString)).isEqualTo(Map.of("text", text));
        }
        assertThat(Json.of("\ud800")).isEqualTo("\"\\ud800\"");
    }

    @Test
    void of_whenMadeOfSomethingElse_thenRefused() {
        assertThatThrownBy(() -> Json.of(new Object())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void write_whenALineIsWritten_thenItIsThereAtOnceInUtf8() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        new JsonLines(new PrintStream(bytes, false, StandardCharsets.US_ASCII)).write(Map.of("name", "grün"));

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("{\"name\":\"grün\"}\n");
    }

    @Test
    void write_whenNobodyReads_thenTold() {
        PrintStream closed = new PrintStream(new OutputStream() {
            @Override
            public void write(int unused) throws IOException {
                throw new IOException("Broken pipe");
            }
        });

        assertThatThrownBy(() -> new JsonLines(closed).write(Map.of())).isInstanceOf(OutputClosedException.class);
    }
}
