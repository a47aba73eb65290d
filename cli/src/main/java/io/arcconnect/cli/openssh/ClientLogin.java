package io.arcconnect.cli.openssh;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How OpenSSH logs in to machines. Nothing in it is secret: keys are named by their files.
 *
 * @param user whom to log in as; empty means whom ssh takes
 * @param identity private key; empty means those that ssh takes
 * @param certificate for the key; empty means none, or the one beside the key
 * @param knownHosts host keys by resource id
 * @param acceptNew whether the first key that a machine shows is believed
 */
public record ClientLogin(
        Optional<String> user,
        Optional<Path> identity,
        Optional<Path> certificate,
        Path knownHosts,
        boolean acceptNew) {

    /** What ssh itself refuses in a user name, and what its configuration would read as something else. */
    private static final Pattern USER = Pattern.compile("(?![-\\s])[^\\p{Cntrl}\"'`;&<>|(){}%$]+");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException when ssh would not take the user's name as it is
     */
    public ClientLogin {
        user.ifPresent(ClientLogin::check);
    }

    private static void check(String name) {
        if (!USER.matcher(name).matches() || name.endsWith("\\") || name.contains("\\\\")) {
            throw new IllegalArgumentException(
                    "ssh takes no such user name: \"" + name.replaceAll("\\p{Cntrl}", "?") + '"');
        }
    }
}
