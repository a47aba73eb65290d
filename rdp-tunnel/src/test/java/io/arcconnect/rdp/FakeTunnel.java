package io.arcconnect.rdp;

import io.arcconnect.tunnel.OpenConnection;
import io.arcconnect.tunnel.PortCounts;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** A tunnel to nowhere, which the test closes and loses. */
final class FakeTunnel implements RdpTunnel {

    final Sinks.Empty<Void> closed = Sinks.empty();
    volatile long served;
    volatile List<OpenConnection> connections = List.of();
    private final InetSocketAddress address;

    FakeTunnel(int port) {
        this.address = new InetSocketAddress("127.0.0.1", port);
    }

    @Override
    public InetSocketAddress localAddress() {
        return address;
    }

    @Override
    public RdpFile rdpFile() {
        return RdpFile.of(address, Optional.of("ada"), Schedulers.boundedElastic());
    }

    @Override
    public PortCounts counts() {
        return new PortCounts(connections.size(), served, 0, 0, 0, 0, 0);
    }

    @Override
    public List<OpenConnection> connections() {
        return connections;
    }

    @Override
    public Mono<Void> close() {
        return Mono.fromRunnable(closed::tryEmitEmpty);
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }
}
