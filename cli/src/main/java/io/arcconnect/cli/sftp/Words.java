package io.arcconnect.cli.sftp;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a line apart as OpenSSH's sftp does (sftp(1)): blanks separate, both kinds of quotes and a backslash keep together,
 * and a number sign at the beginning of a word begins a comment.
 */
final class Words {

    private final String line;
    private final List<Word> words = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder pattern = new StringBuilder();
    private boolean isPattern;
    private boolean isBegun;
    private int at;

    private Words(String line) {
        this.line = line;
    }

    /**
     * Takes a line apart.
     *
     * @throws IllegalArgumentException when a quote is open, or a backslash is the last character
     */
    static List<Word> of(String line) {
        Words words = new Words(line);
        words.split();
        return List.copyOf(words.words);
    }

    private void split() {
        for (at = 0; at < line.length(); at++) {
            char next = line.charAt(at);
            if (next == ' ' || next == '\t') {
                end();
            } else if (next == '#' && !isBegun) {
                return;
            } else {
                isBegun = true;
                take(next);
            }
        }
        end();
    }

    private void take(char next) {
        switch (next) {
            case '\'', '"' -> quoted(next);
            case '\\' -> {
                if (++at == line.length()) {
                    throw new IllegalArgumentException("a backslash needs something behind it");
                }
                add(line.charAt(at), true);
            }
            default -> add(next, false);
        }
    }

    /** In quotes a backslash keeps its meaning before the quote and another backslash only. */
    private void quoted(char quote) {
        for (at++; at < line.length() && line.charAt(at) != quote; at++) {
            char next = line.charAt(at);
            boolean escapes = next == '\\'
                    && at + 1 < line.length()
                    && (line.charAt(at + 1) == quote || line.charAt(at + 1) == '\\');
            at += escapes ? 1 : 0;
            add(line.charAt(at), true);
        }
        if (at == line.length()) {
            throw new IllegalArgumentException("a quote is open: " + quote);
        }
    }

    private void add(char character, boolean isQuoted) {
        text.append(character);
        pattern.append(isQuoted ? Word.escaped(String.valueOf(character)) : String.valueOf(character));
        isPattern |= !isQuoted && Word.isWild(character);
    }

    private void end() {
        if (isBegun) {
            words.add(new Word(text.toString(), pattern.toString(), isPattern));
        }
        text.setLength(0);
        pattern.setLength(0);
        isPattern = false;
        isBegun = false;
    }
}
