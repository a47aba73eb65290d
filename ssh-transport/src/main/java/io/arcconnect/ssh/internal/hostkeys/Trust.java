package io.arcconnect.ssh.internal.hostkeys;

import io.arcconnect.ssh.internal.knownhosts.KnownHostsFile;
import java.util.Optional;

/**
 * Which keys a machine may show.
 *
 * @param file what is known
 * @param first judges a machine of which nothing is known
 */
public record Trust(Optional<KnownHostsFile> file, FirstContact first) {

    /** What decides once it is said who judges the first contact. */
    HostKeyCheck judging(HostKeyCheck firstContact) {
        return file.<HostKeyCheck>map(known -> new KnownHostsCheck(known, firstContact))
                .orElse(firstContact);
    }

    /** {@return what can be decided without asking anybody and without remembering anything} */
    public HostKeyCheck looking() {
        return judging(
                        first instanceof FirstContact.Judged judged && !first.mayBelieve()
                                ? judged.check()
                                : new RefusingCheck())
                .readOnly();
    }
}
