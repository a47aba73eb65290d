package io.arcconnect.testkit;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.LocalConnection;
import io.arcconnect.spi.LocalEndpoint;
import io.arcconnect.spi.LocalListener;
import io.arcconnect.testkit.internal.fake.FakePort;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Local ports in memory: nothing is bound, and {@link #connect} is the program that connects. No operating system knows the
 * connections, so a tunnel carries them with {@code LocalAccess.anyLocal()} or a policy of the test.
 *
 * <p>Safe for any thread. Connections are served on the thread that makes them.
 */
public final class FakeLocalListener implements LocalListener {

    private static final int FIRST = 49_152;
    private static final int PROGRAMS = 33_000;

    private final Map<Integer, FakePort> bound = new ConcurrentHashMap<>();
    private final List<InetSocketAddress> binds = new CopyOnWriteArrayList<>();
    private final AtomicInteger next = new AtomicInteger(FIRST);
    private final AtomicInteger programs = new AtomicInteger(PROGRAMS);

    private FakeLocalListener() {}

    /** {@return a computer on which every port is free} */
    public static FakeLocalListener create() {
        return new FakeLocalListener();
    }

    /**
     * Lets somebody else have a port: binding it is a {@link BindException}.
     *
     * @param port 1 to 65535
     * @return this
     */
    public FakeLocalListener taken(int port) {
        bound.put(
                port,
                FakePort.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), foreign -> Mono.empty()));
        return this;
    }

    /** {@return the addresses that were asked for, one a subscription, oldest first; port 0 where the system was to choose} */
    public List<InetSocketAddress> binds() {
        return List.copyOf(binds);
    }

    /** {@return the addresses that are bound now} */
    public List<InetSocketAddress> bound() {
        return bound.values().stream().map(FakePort::localAddress).toList();
    }

    /**
     * Connects as a program does.
     *
     * <p><b>Subscribing</b> connects. <b>Error:</b> {@link ConnectException} when nobody listens there.
     *
     * @param port that something has bound
     * @return the program's end, which the caller closes
     */
    public Mono<DuplexStream> connect(int port) {
        return Mono.defer(() -> {
            FakePort listening = bound.get(port);
            if (listening == null) {
                return Mono.error(new ConnectException("nobody listens on port " + port));
            }
            DuplexStreams.Pair pair = DuplexStreams.pair();
            InetSocketAddress program =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), programs.getAndIncrement());
            listening.serve(DuplexStreams.accepted(pair.left(), program, listening.localAddress()));
            return Mono.just(pair.right());
        });
    }

    @Override
    public Mono<LocalEndpoint> bind(InetSocketAddress address, Function<LocalConnection, Mono<Void>> onAccept) {
        Objects.requireNonNull(onAccept, "onAccept");
        if (address.getAddress() == null || !address.getAddress().isLoopbackAddress()) {
            return Mono.error(() -> new IllegalArgumentException("not a loopback address: " + address));
        }
        return Mono.defer(() -> {
            binds.add(address);
            int port = address.getPort() == 0 ? next.getAndIncrement() : address.getPort();
            FakePort opened = FakePort.of(new InetSocketAddress(address.getAddress(), port), onAccept);
            if (bound.putIfAbsent(port, opened) != null) {
                return Mono.error(new BindException("port " + port + " is taken"));
            }
            return Mono.just(opened.whenClosed(() -> bound.remove(port, opened)));
        });
    }
}
