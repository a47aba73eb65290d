package io.arcconnect.ssh.internal.knownhosts;

import java.util.List;

/**
 * What a file has for one host.
 *
 * @param hostKeys the host's own
 * @param authorities whose certificates are believed for it
 * @param revoked never believed, neither as a host's key nor as an authority's
 */
public record KnownKeys(List<PublicKeyText> hostKeys, List<PublicKeyText> authorities, List<PublicKeyText> revoked) {

    /** Nothing is known. */
    public static final KnownKeys NONE = new KnownKeys(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public KnownKeys {
        hostKeys = List.copyOf(hostKeys);
        authorities = List.copyOf(authorities);
        revoked = List.copyOf(revoked);
    }

    /** {@return whether somebody could be believed} */
    public boolean isSomebodyKnown() {
        return !hostKeys.isEmpty() || !authorities.isEmpty();
    }
}
