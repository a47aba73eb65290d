package io.arcconnect.cli.sftp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One line of what somebody wants.
 *
 * @param goesOn whether a batch goes on when it fails: a minus before it
 * @param isSilent whether a batch does not show it: an at sign before it
 * @param verb the command
 * @param flags of one letter each
 * @param words the rest
 */
record Line(boolean goesOn, boolean isSilent, Verb verb, Set<Character> flags, List<Word> words) {

    /**
     * Reads a line.
     *
     * @return what it wants; empty for a blank one and a comment
     * @throws IllegalArgumentException when it is not understood
     */
    static Optional<Line> parse(String typed) {
        Prefix prefix = Prefix.of(typed);
        List<Word> words = Words.of(prefix.rest());
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String name = words.get(0).text().toLowerCase(Locale.ROOT);
        if (name.startsWith("!")) {
            throw new IllegalArgumentException("there is no shell of this computer here");
        }
        Verb verb = Verb.named(name)
                .orElseThrow(() -> new IllegalArgumentException(name + ": there is no such command; help lists them"));
        Set<Character> flags = new TreeSet<>();
        List<Word> rest = new ArrayList<>(words.subList(1, words.size()));
        while (!rest.isEmpty() && isFlags(rest.get(0))) {
            String letters = rest.remove(0).text().substring(1);
            if (letters.equals("-")) {
                break;
            }
            letters.chars().forEach(letter -> flags.add((char) letter));
        }
        verb.check(flags, rest.size());
        return Optional.of(new Line(prefix.goesOn(), prefix.isSilent(), verb, flags, List.copyOf(rest)));
    }

    /** What stands before a command, in any order. */
    private record Prefix(boolean goesOn, boolean isSilent, String rest) {

        static Prefix of(String typed) {
            String rest = typed.strip();
            boolean goesOn = false;
            boolean isSilent = false;
            while (rest.startsWith("-") || rest.startsWith("@")) {
                goesOn |= rest.startsWith("-");
                isSilent |= rest.startsWith("@");
                rest = rest.substring(1).stripLeading();
            }
            return new Prefix(goesOn, isSilent, rest);
        }
    }

    private static boolean isFlags(Word word) {
        // What was quoted has another pattern than text only where it is wild, so a quoted minus is a flag, too, as in
        // sftp.
        return word.text().length() > 1 && word.text().startsWith("-");
    }

    boolean has(char flag) {
        return flags.contains(flag);
    }
}
