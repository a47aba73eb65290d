package io.arcconnect.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the Azure CLI says in one command and ArcConnect in two. */
final class PeerWords {

    private static final Set<String> DESKTOP = Set.of("--rdp", "--winrdp");

    private PeerWords() {}

    /**
     * Makes {@code rdp …} of {@code shell … --rdp}, as {@code az ssh arc --rdp} opens a desktop. What follows {@code --} is a
     * command's own.
     *
     * @param known the sub-commands that there are
     * @param args as the user typed them
     * @return as they are meant
     */
    static String[] meant(Set<String> known, String... args) {
        List<String> words = List.of(args);
        int end = words.contains("--") ? words.indexOf("--") : words.size();
        boolean isDesktop = end > 0
                && words.get(0).equals("shell")
                && known.contains("rdp")
                && words.subList(1, end).stream().anyMatch(DESKTOP::contains);
        return isDesktop
                ? Stream.concat(
                                Stream.of("rdp"),
                                Arrays.stream(args, 1, args.length).filter(word -> !DESKTOP.contains(word)))
                        .toArray(String[]::new)
                : args;
    }
}
