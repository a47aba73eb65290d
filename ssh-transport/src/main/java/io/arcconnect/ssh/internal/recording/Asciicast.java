package io.arcconnect.ssh.internal.recording;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * One recording that grows: a header and a line for each thing that happens, written at once, so that a crash loses nothing
 * but the last. Blocks as its stream does. Safe to use from several threads; after a failure every write fails.
 */
public final class Asciicast implements Closeable {

    private final OutputStream file;
    private final Clock clock;
    private final Instant begun;
    private final Utf8Text output = new Utf8Text();
    private final Utf8Text input = new Utf8Text();
    private long lastMicros;
    private boolean closed;
    private boolean failed;

    /**
     * Writes the header.
     *
     * @param file gets everything, and is closed in the end
     * @param header what it says of itself; its beginning is that of time
     * @param clock tells when things happen
     * @throws IOException when it cannot be written; the stream is closed then
     */
    public Asciicast(OutputStream file, CastHeader header, Clock clock) throws IOException {
        this.file = file;
        this.clock = clock;
        this.begun = header.begun();
        try {
            write(header.line());
        } catch (IOException e) {
            try (file) {
                throw e;
            }
        }
    }

    /**
     * Records what the screen shows.
     *
     * @param bytes not changed
     * @throws IOException when it cannot be written
     */
    public synchronized void output(ByteBuffer bytes) throws IOException {
        text('o', output.next(bytes));
    }

    /**
     * Records what was typed.
     *
     * @param bytes not changed
     * @throws IOException when it cannot be written
     */
    public synchronized void input(ByteBuffer bytes) throws IOException {
        text('i', input.next(bytes));
    }

    /**
     * Records that the window has another size.
     *
     * @param columns width
     * @param rows height
     * @throws IOException when it cannot be written
     */
    public synchronized void resized(int columns, int rows) throws IOException {
        text('r', columns + "x" + rows);
    }

    /** Writes what is left of unfinished characters, and closes the file. Later events are dropped. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        try (file) {
            if (!failed) {
                text('i', input.end());
                text('o', output.end());
            }
        } finally {
            closed = true;
        }
    }

    private void text(char code, String text) throws IOException {
        if (closed || text.isEmpty()) {
            return;
        }
        // A clock that is set back must not make a recording that runs backwards.
        lastMicros =
                Math.max(lastMicros, Duration.between(begun, clock.instant()).toNanos() / 1000);
        String micros = String.valueOf(1_000_000 + lastMicros % 1_000_000).substring(1);
        write("[" + lastMicros / 1_000_000 + "." + micros + ", \"" + code + "\", " + JsonText.quoted(text) + "]");
    }

    private void write(String line) throws IOException {
        if (failed) {
            throw new IOException("the recording has failed before");
        }
        failed = true;
        file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        file.flush();
        failed = false;
    }
}
