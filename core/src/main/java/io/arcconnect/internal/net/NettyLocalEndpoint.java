package io.arcconnect.internal.net;

import io.arcconnect.spi.LocalEndpoint;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A bound port and what it accepted. */
final class NettyLocalEndpoint implements LocalEndpoint {

    private final InetSocketAddress localAddress;
    private final Channel server;
    private final Sinks.Empty<Void> closed = Sinks.empty();

    NettyLocalEndpoint(Channel server, AcceptedConnections connections) {
        this.server = server;
        this.localAddress = (InetSocketAddress) server.localAddress();
        // Whatever ends the port, its event loops included, ends its connections.
        server.closeFuture()
                .addListener(end -> connections.closeAll().subscribe(null, closed::tryEmitError, closed::tryEmitEmpty));
    }

    @Override
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            var unused = server.close();
            return onClose();
        });
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }
}
