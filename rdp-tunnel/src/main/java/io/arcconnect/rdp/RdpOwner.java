package io.arcconnect.rdp;

import io.arcconnect.error.Failure;
import io.arcconnect.tunnel.TunnelOwner;
import io.arcconnect.tunnel.TunnelReason;

/** A tunnel's failures in the words of remote desktop. */
final class RdpOwner implements TunnelOwner {

    @Override
    public RdpException failure(Failure failure) {
        return new RdpException(
                failure.reason() == TunnelReason.LOCAL_PORT_IN_USE
                        ? failure.as(RdpReason.LOCAL_PORT_IN_USE, failure.detail())
                        : failure);
    }
}
