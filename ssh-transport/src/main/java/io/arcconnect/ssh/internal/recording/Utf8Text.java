package io.arcconnect.ssh.internal.recording;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Makes text of UTF-8 that comes in chunks, which may end within a character; what is no UTF-8 becomes U+FFFD. */
final class Utf8Text {

    /** A character that is not finished has at most three bytes. */
    private static final int MOST_UNFINISHED = 3;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);

    private final ByteBuffer unfinished = ByteBuffer.allocate(MOST_UNFINISHED);

    /** {@return the text of all whole characters so far that was not returned before} */
    String next(ByteBuffer bytes) {
        return decode(bytes, false);
    }

    /** {@return what is left when nothing more comes} */
    String end() {
        return decode(ByteBuffer.allocate(0), true);
    }

    private String decode(ByteBuffer bytes, boolean isEnd) {
        ByteBuffer all = ByteBuffer.allocate(unfinished.position() + bytes.remaining())
                .put(unfinished.flip())
                .put(bytes.duplicate())
                .flip();
        CharBuffer text = CharBuffer.allocate(all.remaining() + 1);
        decoder.reset();
        decoder.decode(all, text, isEnd);
        unfinished.clear().put(all);
        return text.flip().toString();
    }
}
