package io.arcconnect.ssh.internal.forward;

import io.arcconnect.ssh.RemoteEndpoint;
import io.arcconnect.ssh.RemotePort;
import io.arcconnect.tunnel.JoinedEnds;
import io.arcconnect.tunnel.PortCounts;
import io.arcconnect.tunnel.Traffic;
import java.util.OptionalInt;
import reactor.core.publisher.Mono;

/** A place where the machine listens, the session behind it and what comes from there. */
public record OpenRemotePort(RemoteEndpoint endpoint, JoinedEnds ends, Traffic traffic) implements RemotePort {

    @Override
    public String address() {
        return endpoint.address();
    }

    @Override
    public OptionalInt port() {
        return endpoint.port();
    }

    @Override
    public PortCounts counts() {
        return traffic.counts();
    }

    @Override
    public Mono<Void> close() {
        return ends.close();
    }

    @Override
    public Mono<Void> onClose() {
        return ends.onClose();
    }
}
