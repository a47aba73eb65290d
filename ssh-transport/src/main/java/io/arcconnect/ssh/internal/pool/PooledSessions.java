package io.arcconnect.ssh.internal.pool;

import io.arcconnect.spi.Drainable;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.SshSession;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What one caller has in one pool: a small pool for each machine. */
public final class PooledSessions implements Drainable {

    private final Protocol<? extends SshSession> ssh;
    private final PoolLimits limits;
    private final Map<String, MachinePool> machines = new ConcurrentHashMap<>();
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private volatile boolean ending;

    public PooledSessions(Protocol<? extends SshSession> ssh, PoolLimits limits) {
        this.ssh = ssh;
        this.limits = limits;
    }

    static IllegalStateException closing() {
        return new IllegalStateException("this ArcConnect is closing");
    }

    public Mono<SshSession> lease(Route route) {
        MachinePool pool =
                machines.computeIfAbsent(route.machine().key(), key -> new MachinePool(ssh, limits, route.machine()));
        if (ending) {
            pool.refuse();
        }
        return pool.lease(route);
    }

    @Override
    public Mono<Void> drain() {
        return Flux.defer(() -> {
                    ending = true;
                    machines.values().forEach(MachinePool::refuse);
                    return Flux.fromIterable(machines.values());
                })
                .flatMap(MachinePool::drained, Integer.MAX_VALUE)
                .then();
    }

    @Override
    public Mono<Void> close() {
        return Flux.defer(() -> {
                    ending = true;
                    machines.values().forEach(MachinePool::refuse);
                    return Flux.fromIterable(machines.values());
                })
                .flatMap(MachinePool::closeAll, Integer.MAX_VALUE)
                .then()
                .doFinally(end -> closed.tryEmitEmpty());
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }
}
