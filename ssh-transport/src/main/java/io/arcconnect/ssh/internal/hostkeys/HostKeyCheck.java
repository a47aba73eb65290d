package io.arcconnect.ssh.internal.hostkeys;

import io.arcconnect.error.Failure;
import io.arcconnect.ssh.internal.keys.CertificateFields;
import io.arcconnect.ssh.internal.knownhosts.PublicKeyText;
import java.util.List;
import java.util.Optional;

/** Decides whether a machine's key is believed. Runs where it may block. */
public interface HostKeyCheck {

    /**
     * Says what is known of a machine, so that the negotiation asks for that: it would otherwise take the first common
     * algorithm, and a key of an unknown type would look like a changed one.
     */
    Wanted wanted(String alias);

    /** Says why the key is refused, or nothing when it is believed. */
    Optional<Failure> refuse(String alias, ShownHostKey shown);

    /** Which keys of the machine are worth remembering once one was believed, that one first. */
    default List<PublicKeyText> learnt(ShownHostKey shown) {
        return List.of(shown.key());
    }

    /** {@return the same check, which remembers nothing} */
    default HostKeyCheck readOnly() {
        return this;
    }

    /**
     * What to ask the machine for.
     *
     * @param types of known keys, empty when there is none
     * @param certificates whether an authority is believed for it
     */
    record Wanted(List<String> types, boolean certificates) {

        static final Wanted ANYTHING = new Wanted(List.of(), false);

        /** Says how late an algorithm of the negotiation is asked for: certificates first or last, what is known before the rest. */
        public int rank(String algorithm) {
            boolean certificate = algorithm.endsWith(CertificateFields.SUFFIX);
            if (certificate) {
                return certificates ? 0 : 3;
            }
            return types.contains(keyType(algorithm)) ? 1 : 2;
        }

        /** The type of the key that an algorithm of the negotiation proves to have. */
        private static String keyType(String algorithm) {
            String plain = CertificateFields.plainType(algorithm);
            return plain.startsWith("rsa-sha2-") ? "ssh-rsa" : plain;
        }
    }
}
