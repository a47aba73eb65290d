package io.arcconnect.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Which keys a machine may show. The default is none, so a session cannot be opened without saying. Known-hosts files are
 * keyed by the machine's resource id in lower case, never by a host name: every relay connection ends at
 * {@code localhost}, and names repeat.
 */
public final class HostKeys {

    private final HostKeyCheck check;

    private HostKeys(HostKeyCheck check) {
        this.check = check;
    }

    /**
     * Trusts what a known-hosts file has, and nothing else. Hashed entries and {@code @revoked} are understood.
     *
     * @param file in OpenSSH's format; a missing file has no entries
     * @return the choice
     */
    public static HostKeys knownHosts(Path file) {
        return new HostKeys(new KnownHostsCheck(new KnownHostsFile(file), false));
    }

    /**
     * Trusts what a known-hosts file has, and the first key of a machine that it does not have, which is then added. A key
     * that differs from a known one is refused. <b>The first contact is taken on trust.</b>
     *
     * @param file in OpenSSH's format; created, readable by its owner only, when missing
     * @return the choice
     */
    public static HostKeys acceptNew(Path file) {
        return new HostKeys(new KnownHostsCheck(new KnownHostsFile(file), true));
    }

    /**
     * Trusts keys by fingerprint.
     *
     * @param first as {@code ssh-keygen -l} prints it, such as {@code SHA256:…}
     * @param more further fingerprints
     * @return the choice
     * @throws IllegalArgumentException when one is not {@code SHA256:} and 43 characters
     */
    public static HostKeys pinned(String first, String... more) {
        return new HostKeys(new PinnedCheck(
                Set.copyOf(java.util.stream.Stream.concat(java.util.stream.Stream.of(first), List.of(more).stream())
                        .toList())));
    }

    HostKeyCheck check() {
        return check;
    }
}
