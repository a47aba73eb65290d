package portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The text frames of a terminal, with Jackson 2. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static FromBrowser read(String text) {
        try {
            return MAPPER.readValue(text, FromBrowser.Control.class).frame();
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("a text frame must be JSON", malformed);
        }
    }

    static String write(ToBrowser.Notice notice) {
        try {
            return MAPPER.writeValueAsString(notice);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
