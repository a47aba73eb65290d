package io.arcconnect.cli.console;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One JSON object a line, in UTF-8 whatever the locale, each flushed: whoever reads them sees them as they come. */
public final class JsonLines {

    private final PrintStream out;

    /**
     * Writes to a stream.
     *
     * @param out which
     */
    public JsonLines(PrintStream out) {
        this.out = out;
    }

    /**
     * Writes a line.
     *
     * @param object as {@link Json#of} takes it
     * @throws OutputClosedException when nobody reads any more
     */
    public void write(Map<String, ?> object) {
        line(Json.of(object));
    }

    /**
     * Writes a line that is JSON already.
     *
     * @param json without a line end
     * @throws OutputClosedException when nobody reads any more
     */
    public synchronized void line(String json) {
        byte[] bytes = (json + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
        OutputClosedException.check(out);
    }
}
