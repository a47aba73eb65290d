package io.arcconnect.tunnel;

import io.arcconnect.spi.LocalEndpoint;
import java.net.InetSocketAddress;
import java.util.List;
import reactor.core.publisher.Mono;

/** A bound port, the session below it and what goes through. */
record OpenTunnel(LocalEndpoint endpoint, JoinedEnds ends, Traffic traffic) implements LocalPort {

    @Override
    public InetSocketAddress localAddress() {
        return endpoint.localAddress();
    }

    @Override
    public PortCounts counts() {
        return traffic.counts();
    }

    @Override
    public List<OpenConnection> connections() {
        return traffic.connections();
    }

    @Override
    public Mono<Void> close() {
        return ends.close();
    }

    @Override
    public Mono<Void> onClose() {
        return ends.onClose();
    }

    /** {@return where it listens} */
    @Override
    public String toString() {
        return "LocalPort[127.0.0.1:" + localAddress().getPort() + "]";
    }
}
