package io.arcconnect.ssh.internal.files;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A pattern of one name, as shells have it: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a-z]}, and a backslash before what
 * is to mean itself. A bracket that nothing closes means itself. A name that begins with a dot is matched by a pattern that
 * does.
 */
public final class Wildcards {

    /** One character of a name, or any number of them. */
    private record Piece(boolean isAny, IntPredicate fits) {

        static final Piece ANY = new Piece(true, character -> true);

        static Piece one(IntPredicate fits) {
            return new Piece(false, fits);
        }
    }

    private final List<Piece> pieces;
    private final String literal;
    private final boolean isLiteral;
    private final boolean wantsHidden;

    private Wildcards(List<Piece> pieces, String literal, boolean isLiteral, boolean wantsHidden) {
        this.pieces = pieces;
        this.literal = literal;
        this.isLiteral = isLiteral;
        this.wantsHidden = wantsHidden;
    }

    /** Reads a pattern. Every text is one. */
    public static Wildcards of(String pattern) {
        int[] text = pattern.codePoints().toArray();
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        boolean isLiteral = true;
        for (int at = 0; at < text.length; at++) {
            int end = text[at] == '[' ? endOfSet(text, at) : -1;
            if (text[at] == '*') {
                pieces.add(Piece.ANY);
                isLiteral = false;
            } else if (text[at] == '?') {
                pieces.add(Piece.one(character -> true));
                isLiteral = false;
            } else if (end > 0) {
                pieces.add(Piece.one(set(text, at + 1, end)));
                isLiteral = false;
                at = end;
            } else {
                at = text[at] == '\\' && at + 1 < text.length ? at + 1 : at;
                int meant = text[at];
                pieces.add(Piece.one(character -> character == meant));
                literal.appendCodePoint(meant);
            }
        }
        return new Wildcards(
                pieces, literal.toString(), isLiteral, pattern.startsWith(".") || pattern.startsWith("\\."));
    }

    /** The bracket may be the first of the set's own. */
    private static int endOfSet(int[] text, int begin) {
        int at = begin + 1;
        at += at < text.length && isNot(text[at]) ? 1 : 0;
        for (int end = at + 1; end < text.length; end++) {
            if (text[end] == ']') {
                return end;
            }
        }
        return -1;
    }

    private static IntPredicate set(int[] text, int begin, int end) {
        boolean inverted = isNot(text[begin]);
        IntPredicate fits = character -> false;
        for (int at = inverted ? begin + 1 : begin; at < end; at++) {
            int from = text[at];
            boolean isRange = at + 2 < end && text[at + 1] == '-';
            int to = isRange ? text[at + 2] : from;
            fits = fits.or(character -> character >= from && character <= to);
            at += isRange ? 2 : 0;
        }
        return inverted ? fits.negate() : fits;
    }

    private static boolean isNot(int character) {
        return character == '!' || character == '^';
    }

    /** {@return whether it stands for one name only, {@link #literal()}} */
    public boolean isLiteral() {
        return isLiteral;
    }

    /** {@return the characters that mean themselves} */
    public String literal() {
        return literal;
    }

    /** {@return whether it stands for a name} */
    public boolean matches(String name) {
        int[] text = name.codePoints().toArray();
        if (text.length > 0 && text[0] == '.' && !wantsHidden) {
            return false;
        }
        int piece = 0;
        int lastAny = -1;
        int tried = 0;
        for (int at = 0; at < text.length; ) {
            if (piece < pieces.size() && pieces.get(piece).isAny()) {
                lastAny = piece++;
                tried = at;
            } else if (piece < pieces.size() && pieces.get(piece).fits().test(text[at])) {
                piece++;
                at++;
            } else if (lastAny >= 0) {
                piece = lastAny + 1;
                at = ++tried;
            } else {
                return false;
            }
        }
        while (piece < pieces.size() && pieces.get(piece).isAny()) {
            piece++;
        }
        return piece == pieces.size();
    }
}
