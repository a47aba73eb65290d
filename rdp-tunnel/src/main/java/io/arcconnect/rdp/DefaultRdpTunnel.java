package io.arcconnect.rdp;

import io.arcconnect.tunnel.LocalPort;
import io.arcconnect.tunnel.OpenConnection;
import io.arcconnect.tunnel.PortCounts;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** An open tunnel, and the file that leads to it. */
record DefaultRdpTunnel(LocalPort port, Optional<String> user, Scheduler scheduler) implements RdpTunnel {

    @Override
    public InetSocketAddress localAddress() {
        return port.localAddress();
    }

    @Override
    public RdpFile rdpFile() {
        return RdpFile.of(localAddress(), user, scheduler);
    }

    @Override
    public PortCounts counts() {
        return port.counts();
    }

    @Override
    public List<OpenConnection> connections() {
        return port.connections();
    }

    @Override
    public Mono<Void> close() {
        return port.close();
    }

    @Override
    public Mono<Void> onClose() {
        return port.onClose();
    }

    /** {@return where it listens} */
    @Override
    public String toString() {
        return "RdpTunnel[127.0.0.1:" + localAddress().getPort() + "]";
    }
}
