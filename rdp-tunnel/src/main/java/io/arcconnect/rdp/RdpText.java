package io.arcconnect.rdp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** What an {@code .rdp} file is on disk: which text its bytes are, and which characters it may have. */
final class RdpText {

    /** Files of mstsc have some 3 KiB, signed ones of applications some 20. */
    static final int LONGEST = 256 * 1024;

    private static final char MARK = '\ufeff';

    /** What "ANSI" is on a Windows of western Europe and America; the file does not say which one it is. */
    private static final Charset ANSI = Charset.forName("windows-1252");

    private RdpText() {}

    /** UTF-16 with a byte order mark is what mstsc itself writes, and every client reads it. */
    static byte[] encode(String text) {
        return (MARK + text).getBytes(StandardCharsets.UTF_16LE);
    }

    static String decode(byte[] bytes) {
        if (bytes.length > LONGEST) {
            throw new IllegalArgumentException("an .rdp file has at most " + LONGEST + " bytes");
        }
        if (begins(bytes, 0xFF, 0xFE)) {
            return decode(bytes, StandardCharsets.UTF_16LE);
        }
        if (begins(bytes, 0xFE, 0xFF)) {
            return decode(bytes, StandardCharsets.UTF_16BE);
        }
        if (bytes.length > 1 && bytes[1] == 0) {
            return decode(bytes, StandardCharsets.UTF_16LE);
        }
        if (bytes.length > 1 && bytes[0] == 0) {
            return decode(bytes, StandardCharsets.UTF_16BE);
        }
        try {
            return strictly(bytes, StandardCharsets.UTF_8);
        } catch (CharacterCodingException notUtf8) {
            return decode(bytes, ANSI);
        }
    }

    /**
     * Takes byte order marks out, and refuses text that some client would read as more lines than another, or as fewer: whoever ends a string at NUL would
     * not see the address that was put behind it.
     */
    static String checked(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("an .rdp file has at most " + LONGEST + " characters");
        }
        // Not only the first: with the line before it dropped, a later one would be the next reader's first.
        String unmarked = text.replace(String.valueOf(MARK), "");
        if (unmarked.codePoints().anyMatch(point -> isForbidden(point) && point != '\t' && !isLineEnd(point))) {
            throw new IllegalArgumentException("an .rdp file must not have control characters");
        }
        return unmarked;
    }

    /**
     * Refuses what could end a line or a field.
     *
     * @param what how to call it
     * @param value as somebody gave it
     * @return the same
     */
    static String value(String what, String value) {
        if (value.isBlank() || value.codePoints().anyMatch(point -> isForbidden(point) || point == ':')) {
            throw new IllegalArgumentException(what + " must not be empty, or have control characters or a colon");
        }
        return value;
    }

    private static boolean isLineEnd(int point) {
        return point == '\r' || point == '\n';
    }

    private static boolean isForbidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> false;
        };
    }

    private static boolean begins(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static String decode(byte[] bytes, Charset charset) {
        try {
            return strictly(bytes, charset);
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException("an .rdp file is text in UTF-16, UTF-8 or windows-1252", malformed);
        }
    }

    private static String strictly(byte[] bytes, Charset charset) throws CharacterCodingException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
