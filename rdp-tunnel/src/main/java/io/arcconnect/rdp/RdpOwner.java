package io.arcconnect.rdp;

import io.arcconnect.error.Failure;
import io.arcconnect.tunnel.TunnelOwner;
import io.arcconnect.tunnel.TunnelReason;
import java.util.Optional;

/** One tunnel's failures in the words of remote desktop, and who logged in for it. */
final class RdpOwner implements TunnelOwner {

    private volatile Optional<String> user = Optional.empty();

    Optional<String> user() {
        return user;
    }

    @Override
    public void loggedIn(Optional<String> name) {
        user = name;
    }

    @Override
    public RdpException failure(Failure failure) {
        return new RdpException(
                failure.reason() == TunnelReason.LOCAL_PORT_IN_USE
                        ? failure.as(RdpReason.LOCAL_PORT_IN_USE, failure.detail())
                        : failure);
    }
}
