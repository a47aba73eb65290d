package io.arcconnect.ssh.internal.knownhosts;

import java.util.Locale;

/** OpenSSH's patterns: {@code *} for any characters, {@code ?} for one (ssh_config(5), PATTERNS). Pure. */
final class NamePattern {

    private NamePattern() {}

    /**
     * Compares without regard to case, in a time that grows with the product of both lengths and no faster.
     *
     * @param pattern with {@code *} and {@code ?}
     * @param name a whole name
     * @return whether it matches
     */
    static boolean matches(String pattern, String name) {
        String wanted = pattern.toLowerCase(Locale.ROOT);
        String given = name.toLowerCase(Locale.ROOT);
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < given.length()) {
            if (p < wanted.length() && wanted.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (p < wanted.length() && (wanted.charAt(p) == '?' || wanted.charAt(p) == given.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < wanted.length() && wanted.charAt(p) == '*') {
            p++;
        }
        return p == wanted.length();
    }
}
