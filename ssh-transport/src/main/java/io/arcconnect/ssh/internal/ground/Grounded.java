package io.arcconnect.ssh.internal.ground;

import java.util.Optional;

/** A session that may have more for our protocols than users see. */
@FunctionalInterface
public interface Grounded {

    /** {@return what it has; empty when it stands on somebody else's session} */
    Optional<SessionGround> ground();
}
