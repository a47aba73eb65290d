package io.arcconnect.testkit.internal.fake;

import io.arcconnect.spi.LocalConnection;
import io.arcconnect.spi.LocalEndpoint;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A port that is only memory. */
public final class FakePort implements LocalEndpoint {

    private final InetSocketAddress address;
    private final Function<LocalConnection, Mono<Void>> onAccept;
    private final Set<LocalConnection> open = ConcurrentHashMap.newKeySet();
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Runnable release = () -> {};

    private FakePort(InetSocketAddress address, Function<LocalConnection, Mono<Void>> onAccept) {
        this.address = address;
        this.onAccept = onAccept;
    }

    /**
     * Describes a port.
     *
     * @param address where
     * @param onAccept serves its connections
     * @return the port
     */
    public static FakePort of(InetSocketAddress address, Function<LocalConnection, Mono<Void>> onAccept) {
        return new FakePort(address, onAccept);
    }

    /**
     * Says who is told of the close.
     *
     * @param released is run once
     * @return this
     */
    public LocalEndpoint whenClosed(Runnable released) {
        release = released;
        return this;
    }

    /**
     * Serves a connection.
     *
     * @param accepted this end of it
     */
    public void serve(LocalConnection accepted) {
        open.add(accepted);
        // The owner of this subscription: the connection, with which it ends.
        Mono.usingWhen(Mono.just(accepted), onAccept, LocalConnection::close)
                .takeUntilOther(accepted.onClose().onErrorComplete())
                .doFinally(end -> open.remove(accepted))
                .subscribe(nothing -> {}, failed -> {});
        if (over.get()) {
            closeAll().subscribe();
        }
    }

    @Override
    public InetSocketAddress localAddress() {
        return address;
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            if (over.compareAndSet(false, true)) {
                release.run();
                return closeAll().doFinally(end -> closed.tryEmitEmpty());
            }
            return closed.asMono();
        });
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }

    private Mono<Void> closeAll() {
        return Flux.fromIterable(open).flatMap(LocalConnection::close).then();
    }
}
