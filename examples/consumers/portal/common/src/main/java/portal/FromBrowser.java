package portal;

import java.nio.ByteBuffer;

/** What a browser's terminal sends: binary frames are keystrokes, text frames are JSON. */
sealed interface FromBrowser {

    record Keys(ByteBuffer bytes) implements FromBrowser {}

    /** The window has another size: {@code {"columns":120,"rows":40}}. */
    record Resize(int columns, int rows) implements FromBrowser {}

    /** So much is on the screen since the browser last said so: {@code {"shown":65536}}. */
    record Shown(int bytes) implements FromBrowser {}

    /** The JSON of a text frame. */
    record Control(Integer columns, Integer rows, Integer shown) {

        FromBrowser frame() {
            if (shown != null) {
                return new Shown(shown);
            }
            if (columns == null || rows == null) {
                throw new IllegalArgumentException("a text frame is a size or what was shown");
            }
            return new Resize(columns, rows);
        }
    }
}
