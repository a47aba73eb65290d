package io.arcconnect.ssh.internal.hostkeys;

import io.arcconnect.ssh.HostKey;
import io.arcconnect.ssh.internal.knownhosts.PublicKeyText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@link HostKeyScripts} print: all of it or nothing. Pure. */
final class HostKeyOutput {

    private static final Pattern END = Pattern.compile(HostKeyScripts.END + " ([0-9]{1,3})");

    /** What SSH servers prove themselves with; certificates and anything else are no host keys. */
    private static final Set<String> TYPES = Set.of(
            "ssh-ed25519",
            "ssh-rsa",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "sk-ssh-ed25519@openssh.com",
            "sk-ecdsa-sha2-nistp256@openssh.com");

    private HostKeyOutput() {}

    /**
     * Reads the keys between the marks, whatever a profile of the shell has printed before or behind them.
     *
     * @param output as the agent tells it
     * @return the keys, possibly none; empty when a mark is missing or there twice, the number is another, or a line is no key
     */
    static Optional<List<HostKey>> parse(String output) {
        List<String> lines = output.lines().map(String::strip).toList();
        int begin = lines.indexOf(HostKeyScripts.BEGIN);
        if (begin < 0 || begin != lines.lastIndexOf(HostKeyScripts.BEGIN)) {
            return Optional.empty();
        }
        List<HostKey> keys = new ArrayList<>();
        for (String line : lines.subList(begin + 1, lines.size())) {
            Matcher end = END.matcher(line);
            if (end.matches()) {
                return Integer.parseInt(end.group(1)) == keys.size()
                        ? Optional.of(List.copyOf(keys))
                        : Optional.empty();
            }
            Optional<HostKey> key = key(line);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            keys.add(key.get());
        }
        return Optional.empty();
    }

    private static Optional<HostKey> key(String line) {
        return PublicKeyText.parse(line)
                .filter(key -> TYPES.contains(key.type()) && line.split(" ", -1).length == 2)
                .map(key -> HostKey.parse(key.toString()));
    }
}
