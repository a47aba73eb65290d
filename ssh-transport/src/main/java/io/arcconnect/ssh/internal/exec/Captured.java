package io.arcconnect.ssh.internal.exec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** What is kept of an output. */
public final class Captured {

    private final byte[] head;
    private final byte[] tail;
    private final long written;

    /**
     * Keeps arrays that nobody changes any more.
     *
     * @param head its beginning, or all of it
     * @param tail its end; empty when the beginning is all, or no end is kept
     * @param written how many bytes there were
     */
    Captured(byte[] head, byte[] tail, long written) {
        this.head = head;
        this.tail = tail;
        this.written = written;
    }

    public static Captured all(byte[] bytes) {
        return new Captured(bytes.clone(), new byte[0], bytes.length);
    }

    public long written() {
        return written;
    }

    public boolean isCut() {
        return written > (long) head.length + tail.length;
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(head.length + tail.length)
                .put(head)
                .put(tail)
                .array();
    }

    /** {@return the text; characters that a cut went through are left out, and a line says how much lies between both ends} */
    public String text(Charset charset) {
        if (!isCut()) {
            return new String(bytes(), charset);
        }
        String gap = head.length == 0 || tail.length == 0
                ? ""
                : "\n[… " + (written - head.length - tail.length) + " bytes left out …]\n";
        return beginning(charset) + gap + end(charset);
    }

    private String beginning(Charset charset) {
        CharBuffer text = CharBuffer.allocate(
                (int) Math.ceil(head.length * (double) charset.newDecoder().maxCharsPerByte()));
        // "More follows" lets the decoder leave what is incomplete.
        CoderResult untilWhatIsIncomplete = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(head), text, false);
        return untilWhatIsIncomplete.isError()
                ? new String(head, charset)
                : text.flip().toString();
    }

    private String end(Charset charset) {
        int from = 0;
        if (charset.equals(StandardCharsets.UTF_8)) {
            while (from < Math.min(3, tail.length) && (tail[from] & 0xC0) == 0x80) {
                from++;
            }
        }
        return new String(tail, from, tail.length - from, charset);
    }
}
