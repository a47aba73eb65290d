package io.arcconnect.tunnel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.internal.net.NettyLocalListener;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.LocalConnection;
import io.arcconnect.spi.LocalEndpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
    private final BlockingQueue<AccessDecision> decisions = new LinkedBlockingQueue<>();
    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<InetSocketAddress> waiting = new LinkedBlockingQueue<>();
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
        assertThat(waiting.poll(BOUND.toSeconds(), TimeUnit.SECONDS)).isNotNull();
    }

    AccessDecision decision() throws InterruptedException {
        AccessDecision decision = decisions.poll(BOUND.toSeconds(), TimeUnit.SECONDS);
        assertThat(decision).as("decision").isNotNull();
        return decision;
    }

    /** {@return the decisions that nobody has taken with {@link #decision} yet} */
    List<AccessDecision> decided() {
        return List.copyOf(decisions);
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
