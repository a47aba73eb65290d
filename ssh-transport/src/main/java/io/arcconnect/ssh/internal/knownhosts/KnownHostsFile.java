package io.arcconnect.ssh.internal.knownhosts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file in OpenSSH's known-hosts format. It is read at every look, because other programs write it too; a change is made
 * under a lock that other processes of this library respect. Everything here blocks.
 *
 * @param path where
 */
public record KnownHostsFile(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger("io.arcconnect.ssh.KnownHosts");

    /**
     * Looks a host up.
     *
     * @param host as the lines name it
     * @return what is known; nothing where the file is missing
     * @throws IOException when the file is there and cannot be read
     */
    public KnownKeys keysOf(String host) throws IOException {
        List<PublicKeyText> hostKeys = new ArrayList<>();
        List<PublicKeyText> authorities = new ArrayList<>();
        List<PublicKeyText> revoked = new ArrayList<>();
        for (String text : text().lines().toList()) {
            Optional<KnownHostsLine> line = KnownHostsLine.parse(text).filter(known -> known.matches(host));
            if (line.isEmpty()) {
                continue;
            }
            Optional<PublicKeyText> key = line.get().key();
            if (key.isEmpty()) {
                LOG.warn("event=known_hosts_key_skipped file={}", path);
            } else if (line.get().isRevoked()) {
                revoked.add(key.get());
            } else if (line.get().isAuthority()) {
                authorities.add(key.get());
            } else if (line.get().marker().isEmpty()) {
                hostKeys.add(key.get());
            }
        }
        return new KnownKeys(hostKeys.stream().distinct().toList(), authorities, revoked);
    }

    /**
     * Adds a host's first keys. Under the lock it looks again: two processes may meet the host at the same time.
     *
     * @param host as the lines will name it
     * @param keys all that are known of it, the one it has shown first
     * @return the key that another process has added meanwhile, when it is another than the shown one
     * @throws IOException when the file cannot be written
     */
    public Optional<PublicKeyText> addFirst(String host, List<PublicKeyText> keys) throws IOException {
        return FileChange.of(path).<Optional<PublicKeyText>>make(() -> {
            List<PublicKeyText> known = keysOf(host).hostKeys();
            if (!known.isEmpty()) {
                return FileChange.nothing(known.contains(keys.get(0)) ? Optional.empty() : Optional.of(known.get(0)));
            }
            String before = text();
            String lines = keys.stream().map(key -> host + " " + key + "\n").collect(Collectors.joining());
            LOG.debug("event=host_keys_added count={} file={}", keys.size(), path);
            return FileChange.adding(
                    before.isEmpty() || before.endsWith("\n") ? lines : "\n" + lines, Optional.empty());
        });
    }

    /**
     * Adds keys that somebody else has vouched for, beside those that are known.
     *
     * @param host as the lines will name it
     * @param keys to be believed; those that are known already stay where they are
     * @throws IOException when the file cannot be written
     */
    public void add(String host, List<PublicKeyText> keys) throws IOException {
        FileChange.of(path).make(() -> {
            List<PublicKeyText> known = keysOf(host).hostKeys();
            String before = text();
            String lines = keys.stream()
                    .filter(key -> !known.contains(key))
                    .distinct()
                    .map(key -> host + " " + key + "\n")
                    .collect(Collectors.joining());
            return lines.isEmpty()
                    ? FileChange.nothing(known)
                    : FileChange.adding(before.isEmpty() || before.endsWith("\n") ? lines : "\n" + lines, known);
        });
    }

    /**
     * Forgets a host's own keys: lines with its name or the hash of it, as {@code ssh-keygen -R} does. Patterns, authorities
     * and what is revoked stay.
     *
     * @param host as the lines name it
     * @return the keys that were forgotten
     * @throws IOException when the file cannot be written
     */
    public List<PublicKeyText> remove(String host) throws IOException {
        return FileChange.of(path).make(() -> {
            List<PublicKeyText> forgotten = new ArrayList<>();
            StringBuilder kept = new StringBuilder();
            for (String text : text().lines().toList()) {
                Optional<KnownHostsLine> line = KnownHostsLine.parse(text)
                        .filter(known -> known.marker().isEmpty() && known.names(host));
                line.flatMap(KnownHostsLine::key).ifPresent(forgotten::add);
                line.map(known -> known.without(host))
                        .orElseGet(() -> Optional.of(text))
                        .ifPresent(rest -> kept.append(rest).append('\n'));
            }
            return forgotten.isEmpty()
                    ? FileChange.nothing(forgotten)
                    : FileChange.to(kept.toString(), List.copyOf(forgotten));
        });
    }

    /** Byte for character, so that a comment in whatever charset neither makes lines unreadable nor is changed. */
    private String text() throws IOException {
        try {
            return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException missing) {
            return "";
        }
    }
}
