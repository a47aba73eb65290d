package io.arcconnect.ssh;

import io.arcconnect.error.Failure;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/** Decides whether a machine's key is believed. Runs where it may block. */
interface HostKeyCheck {

    /**
     * Says which key types are known for a machine, so that the negotiation asks for one of them: it would otherwise take
     * the first common type, and an unknown type would look like a changed key.
     */
    List<String> knownTypes(String alias);

    /** Says why the key is refused, or nothing when it is believed. */
    Optional<Failure> refuse(String alias, PublicKey key);

    /** {@return the same check, which remembers nothing} */
    default HostKeyCheck readOnly() {
        return this;
    }

    /** {@return whether the first key of a machine is believed and remembered} */
    default boolean acceptsNew() {
        return false;
    }
}
