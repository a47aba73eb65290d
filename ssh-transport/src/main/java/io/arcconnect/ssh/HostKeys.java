package io.arcconnect.ssh;

import io.arcconnect.ssh.internal.hostkeys.FirstContact;
import io.arcconnect.ssh.internal.hostkeys.PinnedCheck;
import io.arcconnect.ssh.internal.hostkeys.RefusingCheck;
import io.arcconnect.ssh.internal.hostkeys.Trust;
import io.arcconnect.ssh.internal.hostkeys.TrustingCheck;
import io.arcconnect.ssh.internal.knownhosts.KnownHostsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which keys a machine may show. The default is none, so a session cannot be opened without saying. Known-hosts files are
 * keyed by the machine's resource id in lower case, never by a host name: every relay connection ends at
 * {@code localhost}, and names repeat. OpenSSH reads the same file when {@code HostKeyAlias} is that id.
 *
 * <p>The first contact need not be blind trust:
 *
 * <pre>{@code
 * HostKeys.knownHosts(file).firstContact(HostKeys.verifiedBy(HostKeySource.runCommand()))
 * }</pre>
 */
public final class HostKeys {

    private static final FirstContact NOBODY = new FirstContact.Judged(new RefusingCheck());

    private final Trust trust;

    private HostKeys(Optional<KnownHostsFile> file, FirstContact first) {
        this.trust = new Trust(file, first);
    }

    /**
     * Trusts what a known-hosts file has, and nothing else: several keys of a machine, hashed names, patterns,
     * {@code @cert-authority} and {@code @revoked} are understood as OpenSSH does. A certificate must name the resource id,
     * in lower case, among its principals, unless the file has the key below it, too.
     *
     * @param file in OpenSSH's format; a missing file has no entries
     * @return the choice
     */
    public static HostKeys knownHosts(Path file) {
        return new HostKeys(Optional.of(new KnownHostsFile(Objects.requireNonNull(file, "file"))), NOBODY);
    }

    /**
     * Trusts what a known-hosts file has, and the first key of a machine that it does not have, which is then added. A key
     * that differs from a known one is refused. <b>The first contact is taken on trust.</b>
     *
     * <p>Keys are added at the end of the file, as OpenSSH adds its own; a lock beside it ({@code .lock}, which stays) keeps
     * other processes of this library out meanwhile.
     *
     * @param file in OpenSSH's format; created, readable by its owner only, when missing
     * @return the choice
     */
    public static HostKeys acceptNew(Path file) {
        return new HostKeys(knownHosts(file).trust.file(), new FirstContact.Judged(new TrustingCheck()));
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
        Set<String> fingerprints = Set.copyOf(
                Stream.concat(Stream.of(first), List.of(more).stream()).toList());
        return new HostKeys(Optional.empty(), new FirstContact.Judged(new PinnedCheck(fingerprints)));
    }

    /**
     * Asks about every key. The connection that showed it is given up first and another one opened after a yes, so that
     * thinking costs no time that the server limits. Without a file, see {@link #firstContact}, nothing is remembered and
     * every opening asks.
     *
     * @param decision asked
     * @return the choice; a no is {@code ssh.host_key_unknown}
     */
    public static HostKeys ask(HostKeyDecision decision) {
        return new HostKeys(Optional.empty(), new FirstContact.Asked(Objects.requireNonNull(decision, "decision")));
    }

    /**
     * Trusts the keys that a source names, which is asked before the machine is dialled. Without a file, see {@link
     * #firstContact}, it is asked at every opening.
     *
     * @param source knows machines' keys
     * @return the choice; {@code ssh.host_key_changed} for a key that the source does not name, {@code ssh.host_key_unknown}
     *     where it names none
     */
    public static HostKeys verifiedBy(HostKeySource source) {
        return new HostKeys(Optional.empty(), new FirstContact.Verified(Objects.requireNonNull(source, "source")));
    }

    /**
     * Says who judges a machine of which a known-hosts file has no key. What is believed is added to the file, as {@link
     * #acceptNew} does, and from then on the file alone decides.
     *
     * @param judge pins, {@link #ask} or {@link #verifiedBy}
     * @return a new choice
     * @throws IllegalStateException when this has no file
     * @throws IllegalArgumentException when the judge has a file of its own
     */
    public HostKeys firstContact(HostKeys judge) {
        if (trust.file().isEmpty()) {
            throw new IllegalStateException("only HostKeys.knownHosts(file) has a first contact");
        }
        if (judge.trust.file().isPresent()) {
            throw new IllegalArgumentException("whoever judges the first contact must not have a file of its own");
        }
        return new HostKeys(trust.file(), judge.trust.first());
    }

    Trust trust() {
        return trust;
    }
}
