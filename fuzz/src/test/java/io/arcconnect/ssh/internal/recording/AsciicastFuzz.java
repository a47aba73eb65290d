package io.arcconnect.ssh.internal.recording;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A recording of any bytes: lines of JSON that say what the screen said. */
public final class AsciicastFuzz {

    private AsciicastFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input in = new Input(bytes);
        int longest = 1 + in.octet();
        String title = in.someText();
        byte[] screen = in.rest();
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Asciicast cast =
                new Asciicast(file, new CastHeader(80, 24, "xterm", Instant.EPOCH, Optional.of(title)), clock)) {
            for (int from = 0; from < screen.length; from += longest) {
                cast.output(ByteBuffer.wrap(screen, from, Math.min(longest, screen.length - from)));
            }
        }

        List<String> lines = List.of(file.toString(StandardCharsets.UTF_8).split("\n"));
        StringBuilder shown = new StringBuilder();
        for (String line : lines.subList(1, lines.size())) {
            shown.append(text(line));
        }
        Check.that(lines.get(0).startsWith("{\"version\": 2"), "a header");
        Check.same(shown.toString(), new String(screen, StandardCharsets.UTF_8), "what the screen showed");
    }

    private static String text(String line) throws IOException {
        try (JsonReader reader = JsonProviders.createReader(line)) {
            List<Object> event = reader.readArray(JsonReader::readUntyped);
            Check.same(event.size(), 3, "an event has three parts");
            return String.valueOf(event.get(2));
        }
    }
}
