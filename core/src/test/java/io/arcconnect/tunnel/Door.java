package io.arcconnect.tunnel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.arcconnect.internal.net.Arrivals;
import io.arcconnect.internal.net.NettyLocalListener;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.LocalConnection;
import io.arcconnect.spi.LocalEndpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** A port that asks a policy, once the gate is open. Whoever is let in and says "hello" hears "in". */
final class Door implements AutoCloseable {

    static final String HELLO = "hello";
    static final String IN = "in";

    private static final Duration BOUND = Duration.ofSeconds(90);

    private final LoopResources loops = LoopResources.create("test-door", 2, true);
    private final Arrivals<AccessDecision> decisions = new Arrivals<>(BOUND);
    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private final Arrivals<InetSocketAddress> waiting = new Arrivals<>(BOUND);
    private final Sinks.Empty<Void> gate = Sinks.empty();
    private final LocalAccess access;
    private final LocalEndpoint endpoint;

    Door(LocalAccess access) {
        this.access = access;
        this.endpoint = new NettyLocalListener(loops)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), this::serve)
                .blockOptional(BOUND)
                .orElseThrow();
    }

    static Door open(LocalAccess access) {
        Door door = new Door(access);
        door.openGate();
        return door;
    }

    void openGate() {
        gate.tryEmitEmpty();
    }

    InetSocketAddress address() {
        return endpoint.localAddress();
    }

    /** The next connection that stands before the gate, or before the policy. */
    void awaitOne() throws InterruptedException {
        waiting.next();
    }

    AccessDecision decision() throws InterruptedException {
        return decisions.next();
    }

    /** What those sent who were let in. */
    Queue<String> received() {
        return received;
    }

    private Mono<Void> serve(LocalConnection connection) {
        waiting.add(connection.remoteAddress());
        return gate.asMono()
                .then(Mono.defer(() -> access.decide(connection)).subscribeOn(Schedulers.boundedElastic()))
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(decisions::add)
                .flatMap(decision -> decision.isAdmitted() ? answer(connection) : Mono.empty());
    }

    private Mono<Void> answer(DuplexStream connection) {
        return connection
                .receive()
                .map(bytes -> UTF_8.decode(bytes).toString())
                .scan(String::concat)
                .filter(HELLO::equals)
                .next()
                .doOnNext(received::add)
                .then(connection.send(Flux.just(ByteBuffer.wrap(IN.getBytes(UTF_8)))));
    }

    @Override
    public void close() {
        endpoint.close().block(BOUND);
        loops.disposeLater(Duration.ZERO, BOUND).block(BOUND);
    }
}
