package io.arcconnect.tunnel;

import io.arcconnect.spi.LocalConnection;
import io.arcconnect.spi.LocalEndpoint;
import io.arcconnect.spi.LocalListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A local port without a socket. */
final class FakePort implements LocalListener, LocalEndpoint {

    private static final InetSocketAddress HERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);

    private final Sinks.Empty<Void> closed = Sinks.empty();
    private volatile Function<LocalConnection, Mono<Void>> onAccept = accepted -> Mono.empty();

    @Override
    public Mono<LocalEndpoint> bind(InetSocketAddress address, Function<LocalConnection, Mono<Void>> newOnAccept) {
        onAccept = newOnAccept;
        return Mono.just(this);
    }

    /** Connects in virtual time, and lets the port serve it up to the next thing that it has to wait for. */
    FakeConnection connect() {
        FakeConnection connection = accept();
        VirtualTimeScheduler.get().advanceTime();
        return connection;
    }

    FakeConnection accept() {
        FakeConnection connection = new FakeConnection(new EchoStream(), HERE);
        Mono.defer(() -> onAccept.apply(connection))
                .takeUntilOther(closed.asMono())
                .onErrorComplete()
                .doFinally(end -> connection.stream().end())
                .subscribe();
        return connection;
    }

    @Override
    public InetSocketAddress localAddress() {
        return HERE;
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
