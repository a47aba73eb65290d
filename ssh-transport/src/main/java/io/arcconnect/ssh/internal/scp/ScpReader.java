package io.arcconnect.ssh.internal.scp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Understands what {@code scp -f} sends: lines that announce files and directories, and the files' bytes in between. Pure.
 * There is no standard; this is what OpenSSH's scp.c, functions source and rsource, sends.
 */
public final class ScpReader {

    /** Takes what was understood, in its order. */
    public interface Events {

        /**
         * The time of modification of what is announced next.
         *
         * @param seconds since 1970
         * @throws IOException ends the reading
         */
        void time(long seconds) throws IOException;

        /**
         * A file begins.
         *
         * @param mode its permissions
         * @param size how many bytes follow
         * @param name as sent, not looked at yet
         * @throws IOException ends the reading
         */
        void file(int mode, long size, String name) throws IOException;

        /**
         * More of the file.
         *
         * @param bytes valid during the call
         * @throws IOException ends the reading
         */
        void data(ByteBuffer bytes) throws IOException;

        /**
         * The file is complete, and the other side says that it could read all of it.
         *
         * @throws IOException ends the reading
         */
        void fileEnd() throws IOException;

        /**
         * A directory begins, in which everything is until its end.
         *
         * @param mode its permissions
         * @param name as sent, not looked at yet
         * @throws IOException ends the reading
         */
        void directory(int mode, String name) throws IOException;

        /**
         * The directory ends.
         *
         * @throws IOException ends the reading
         */
        void directoryEnd() throws IOException;
    }

    /** A name has 255 bytes on every system that matters; a path in a message may be longer. */
    private static final int LONGEST_LINE = 8 * 1024;

    private static final Pattern ENTRY = Pattern.compile("([CD])([0-7]{4}) (\\d{1,18}) (.+)", Pattern.DOTALL);
    private static final Pattern TIME = Pattern.compile("T(-?\\d{1,18}) \\d{1,9} -?\\d{1,18} \\d{1,9}");
    private static final int WARNING = 1;
    private static final int FATAL = 2;

    private final Events events;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long left;
    private boolean afterData;

    /**
     * Starts.
     *
     * @param events gets what is understood
     */
    public ScpReader(Events events) {
        this.events = events;
    }

    /** {@return whether nothing is half-said} */
    public boolean isBetween() {
        return left == 0 && !afterData && line.size() == 0;
    }

    /**
     * Reads on.
     *
     * @param bytes of any number; consumed
     * @throws IOException a violation, a refusal, or what the events throw; nothing may be read afterwards
     */
    public void accept(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (left > 0) {
                data(bytes);
            } else {
                control(bytes.get());
            }
        }
    }

    private void data(ByteBuffer bytes) throws IOException {
        int count = (int) Math.min(left, bytes.remaining());
        ByteBuffer part = bytes.slice(bytes.position(), count);
        bytes.position(bytes.position() + count);
        left -= count;
        events.data(part);
        afterData = left == 0;
    }

    private void control(byte next) throws IOException {
        if (afterData && line.size() == 0 && next == 0) {
            afterData = false;
            events.fileEnd();
        } else if (next == '\n') {
            String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            understand(text);
        } else if (line.size() == LONGEST_LINE) {
            throw new ScpViolation("a line of more than " + LONGEST_LINE + " bytes");
        } else {
            line.write(next);
        }
    }

    private void understand(String text) throws IOException {
        if (text.isEmpty()) {
            throw new ScpViolation("an empty line");
        }
        if (text.charAt(0) == WARNING || text.charAt(0) == FATAL) {
            throw new ScpRefusal(text.substring(1).strip());
        }
        if (afterData) {
            throw new ScpViolation("no end of a file");
        }
        Matcher entry = ENTRY.matcher(text);
        Matcher time = TIME.matcher(text);
        if (text.equals("E")) {
            events.directoryEnd();
        } else if (time.matches()) {
            events.time(Long.parseLong(time.group(1)));
        } else if (entry.matches()) {
            announced(entry);
        } else {
            throw new ScpViolation("not understood: " + text);
        }
    }

    private void announced(Matcher entry) throws IOException {
        int mode = Integer.parseInt(entry.group(2), 8);
        if (entry.group(1).equals("D")) {
            events.directory(mode, entry.group(4));
            return;
        }
        left = Long.parseLong(entry.group(3));
        afterData = left == 0;
        events.file(mode, left, entry.group(4));
    }
}
