package io.arcconnect.internal.net;

import io.arcconnect.spi.LocalEndpoint;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A bound port and what it accepted. */
final class NettyLocalEndpoint implements LocalEndpoint {

    private static final Duration LONGEST_TURN = Duration.ofSeconds(1);

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
            return onClose().then(released());
        });
    }

    /** The JDK lets go of a closed port when its selector has turned once more; until then it accepts connections. */
    private Mono<Void> released() {
        Mono<Void> turned = Mono.create(sink -> {
            try {
                server.eventLoop().schedule(() -> {}, 1, TimeUnit.MILLISECONDS).addListener(done -> sink.success());
            } catch (RejectedExecutionException ended) {
                sink.success();
            }
        });
        return turned.timeout(LONGEST_TURN).onErrorComplete();
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }
}
