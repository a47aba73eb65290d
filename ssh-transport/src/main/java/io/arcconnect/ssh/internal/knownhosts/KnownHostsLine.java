package io.arcconnect.ssh.internal.knownhosts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of a known-hosts file: {@code [@marker] names type key [comment]} (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). MINA's
 * own reader refuses names with a slash, and a resource id has many. Pure.
 *
 * @param marker {@code cert-authority} or {@code revoked}, without the {@code @}
 * @param names names, patterns, or one hashed name
 * @param rest type, key in base64, and the comment
 */
record KnownHostsLine(Optional<String> marker, String names, String rest) {

    private static final Pattern SPACE = Pattern.compile("[ \\t]+");

    /** Reads a line. Comments, blank lines and what is too short are nothing. */
    static Optional<KnownHostsLine> parse(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        boolean marked = text.startsWith("@");
        List<String> words = List.of(SPACE.split(text, marked ? 3 : 2));
        if (words.size() < (marked ? 3 : 2)) {
            return Optional.empty();
        }
        KnownHostsLine read = marked
                ? new KnownHostsLine(Optional.of(words.get(0).substring(1)), words.get(1), words.get(2))
                : new KnownHostsLine(Optional.empty(), words.get(0), words.get(1));
        return Optional.of(read).filter(whole -> SPACE.split(whole.rest).length >= 2);
    }

    boolean isRevoked() {
        return marker.filter("revoked"::equals).isPresent();
    }

    boolean isAuthority() {
        return marker.filter("cert-authority"::equals).isPresent();
    }

    /** {@return the key; empty when it cannot be read} */
    Optional<PublicKeyText> key() {
        return PublicKeyText.parse(rest);
    }

    /** Says whether the line is about a host; a negated pattern that matches excludes it. */
    boolean matches(String host) {
        if (HashedName.is(names)) {
            return HashedName.matches(names, host);
        }
        boolean found = false;
        for (String pattern : names.split(",", -1)) {
            boolean negated = pattern.startsWith("!");
            if (NamePattern.matches(negated ? pattern.substring(1) : pattern, host)) {
                if (negated) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    /** {@return whether the line names exactly this host: hashed, or among names that are no patterns} */
    boolean names(String host) {
        return HashedName.is(names)
                ? HashedName.matches(names, host)
                : Arrays.stream(names.split(",", -1)).anyMatch(host::equalsIgnoreCase);
    }

    /** The line without a host; empty when it was about nobody else. */
    Optional<String> without(String host) {
        if (HashedName.is(names)) {
            return Optional.empty();
        }
        String others = Arrays.stream(names.split(",", -1))
                .filter(name -> !name.equalsIgnoreCase(host))
                .collect(Collectors.joining(","));
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(marker.map(word -> "@" + word + " ").orElse("") + others + " " + rest);
    }
}
