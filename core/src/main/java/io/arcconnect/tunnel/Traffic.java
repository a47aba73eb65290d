package io.arcconnect.tunnel;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The connections of one port, here or on the machine: how many there may be, how long they may be silent, and what they
 * carry. For protocols that listen somewhere by themselves; a {@link Tunnel} has its own.
 */
public final class Traffic {

    private static final Logger log = LoggerFactory.getLogger(Traffic.class);

    private final TrafficLimits limits;
    private final Route route;
    private final TunnelOwner owner;
    private final String target;
    private final boolean comesFromMachine;
    private final Set<ServedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder served = new LongAdder();
    private final LongAdder overLimit = new LongAdder();
    private final LongAdder denied = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();

    private Traffic(TrafficLimits limits, Route route, TunnelOwner owner, String target, boolean comesFromMachine) {
        this.limits = limits;
        this.route = route;
        this.owner = owner;
        this.target = target;
        this.comesFromMachine = comesFromMachine;
    }

    /**
     * Starts with a port of this computer.
     *
     * @param limits of its connections
     * @param route to the machine
     * @param owner words what is refused, and is told
     * @param target as people write it
     * @return no connections yet
     */
    public static Traffic fromHere(TrafficLimits limits, Route route, TunnelOwner owner, String target) {
        return new Traffic(limits, route, owner, target, false);
    }

    /**
     * Starts with a port of the machine.
     *
     * @param limits of its connections
     * @param route to the machine
     * @param owner words what is refused, and is told
     * @param target as people write it
     * @return no connections yet
     */
    public static Traffic fromMachine(TrafficLimits limits, Route route, TunnelOwner owner, String target) {
        return new Traffic(limits, route, owner, target, true);
    }

    /**
     * Serves an accepted connection, unless there are too many.
     *
     * <p><b>Subscribing</b> serves it. <b>Error:</b> the work's, or what the owner makes of
     * {@link TunnelReason#TOO_MANY_CONNECTIONS}. <b>Completion:</b> the work is done, or the connection was silent for too
     * long.
     *
     * @param accepted closing it is left to whoever accepted it
     * @param work carries the connection that it is given, until it ends
     * @return the end of the connection
     */
    public Mono<Void> serve(DuplexStream accepted, Function<DuplexStream, Mono<Void>> work) {
        return Mono.defer(() -> {
            if (!hasRoom()) {
                return turnAway(
                        accepted, "as many connections as are allowed, " + limits.maxConnections() + ", are open");
            }
            served.increment();
            ServedConnection connection = new ServedConnection(accepted, comesFromMachine);
            connections.add(connection);
            Mono<Void> serving = Mono.defer(() -> work.apply(connection.counted(accepted, received, sent)));
            return limits.idle()
                    .map(limit -> serving.takeUntilOther(Silence.of(limit, connection::activity, route.scheduler())))
                    .orElse(serving)
                    .doOnError(this::failed)
                    .doFinally(end -> {
                        connections.remove(connection);
                        open.decrementAndGet();
                    });
        });
    }

    /** Takes a place where there is one. Whoever is turned away never held one: it would be missing for another. */
    private boolean hasRoom() {
        int most = limits.maxConnections();
        return open.getAndUpdate(now -> Math.min(most, now + 1)) < most;
    }

    /** Turns a connection away because there are too many. */
    Mono<Void> turnAway(DuplexStream accepted, String detail) {
        return Mono.defer(() -> {
            overLimit.increment();
            return refused(accepted, TunnelReason.TOO_MANY_CONNECTIONS, detail);
        });
    }

    /** Turns a connection away because of whose it is. */
    Mono<Void> deny(DuplexStream accepted, String detail) {
        return Mono.defer(() -> {
            denied.increment();
            return refused(accepted, TunnelReason.ACCESS_DENIED, detail);
        });
    }

    /** {@return what has gone through so far} */
    public PortCounts counts() {
        return new PortCounts(
                open.get(),
                served.sum(),
                overLimit.sum(),
                denied.sum(),
                failed.sum(),
                (comesFromMachine ? sent : received).sum(),
                (comesFromMachine ? received : sent).sum());
    }

    /** {@return the connections that are open now, oldest first; a copy} */
    public List<OpenConnection> connections() {
        return connections.stream()
                .map(ServedConnection::snapshot)
                .sorted(Comparator.comparing(OpenConnection::since))
                .toList();
    }

    /** What it says stays the same for as long as there are no connections. */
    long use() {
        return open.get() > 0 ? Silence.BUSY : served.sum();
    }

    private Mono<Void> refused(DuplexStream accepted, TunnelReason reason, String detail) {
        ArcConnectException error =
                owner.failure(Failure.of(reason, Stage.LOCAL, detail).on(route.machine()));
        owner.refused(ServedConnection.peer(accepted), error);
        return Mono.error(error);
    }

    private void failed(Throwable error) {
        failed.increment();
        Throwable worded = owner.failed(error);
        log.warn(
                "event=tunnel_connection_failed reason={} machine={} target={} detail=\"{}\"",
                worded instanceof ArcConnectException known ? known.reason().code() : "-",
                route.machine().name(),
                target,
                worded.getMessage());
    }
}
