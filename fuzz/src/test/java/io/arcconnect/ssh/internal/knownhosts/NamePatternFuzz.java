package io.arcconnect.ssh.internal.knownhosts;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;

/** Patterns of names beside the simplest way to read them, and public keys as text. */
public final class NamePatternFuzz {

    private NamePatternFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input in = new Input(bytes);
        String pattern = shortened(in.someText());
        String name = shortened(in.someText());
        Check.same(
                NamePattern.matches(pattern, name),
                plainly(pattern.toLowerCase(java.util.Locale.ROOT), name.toLowerCase(java.util.Locale.ROOT)),
                pattern + " on " + name);
        String text = in.restText();
        Check.bounded(
                bytes.length,
                () -> PublicKeyText.parse(text).ifPresent(key -> {
                    Check.same(PublicKeyText.parse(key + " comment").orElseThrow(), key, "a key reads itself");
                    Check.same(key.fingerprint().length(), 50, "a fingerprint");
                    Check.oneLine(key.toString());
                }));
    }

    /** What is longer would take the plain way too long. */
    private static String shortened(String text) {
        return text.length() > 16 ? text.substring(0, 16) : text;
    }

    private static boolean plainly(String pattern, String name) {
        if (pattern.isEmpty()) {
            return name.isEmpty();
        }
        char first = pattern.charAt(0);
        if (first == '*') {
            return plainly(pattern.substring(1), name) || !name.isEmpty() && plainly(pattern, name.substring(1));
        }
        return !name.isEmpty()
                && (first == '?' || first == name.charAt(0))
                && plainly(pattern.substring(1), name.substring(1));
    }
}
