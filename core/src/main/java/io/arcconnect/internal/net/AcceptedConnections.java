package io.arcconnect.internal.net;

import io.arcconnect.spi.LocalConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The connections of one bound port, each served until it or the port is closed. */
final class AcceptedConnections implements TcpOwner {

    private static final Logger log = LoggerFactory.getLogger(NettyLocalListener.class);

    private final Function<LocalConnection, Mono<Void>> onAccept;
    private final Set<TcpDuplexStream> open = ConcurrentHashMap.newKeySet();
    private final Sinks.Empty<Void> closing = Sinks.empty();
    private volatile boolean closed;

    AcceptedConnections(Function<LocalConnection, Mono<Void>> onAccept) {
        this.onAccept = onAccept;
    }

    @Override
    public void opened(TcpDuplexStream stream) {
        open.add(stream);
        if (closed) {
            stream.startClose();
            return;
        }
        // The one subscription of a listener: a connection that arrives has nobody else to subscribe for it.
        Mono.defer(() -> onAccept.apply(stream))
                .takeUntilOther(closing.asMono())
                .doOnError(problem -> log.debug("event=local_connection_failed", problem))
                .onErrorComplete()
                .doFinally(end -> stream.startClose())
                .subscribe();
    }

    @Override
    public void gone(TcpDuplexStream stream) {
        open.remove(stream);
    }

    /** Cancels the serving of every connection and closes it; the result completes when all are closed. */
    Mono<Void> closeAll() {
        closed = true;
        closing.tryEmitEmpty();
        open.forEach(TcpDuplexStream::startClose);
        return Mono.when(
                open.stream().map(stream -> stream.onClose().onErrorComplete()).toList());
    }
}
