package portal;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The text frames of a terminal, with Jackson 3. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static FromBrowser read(String text) {
        try {
            return MAPPER.readValue(text, FromBrowser.Control.class).frame();
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("a text frame must be JSON", malformed);
        }
    }

    static String write(ToBrowser.Notice notice) {
        return MAPPER.writeValueAsString(notice);
    }
}
