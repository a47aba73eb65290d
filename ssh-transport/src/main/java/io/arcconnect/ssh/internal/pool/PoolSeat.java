package io.arcconnect.ssh.internal.pool;

import io.arcconnect.spi.Route;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Sinks;
import reactor.util.context.ContextView;

/** One user's place in a pool, from the wait for it to the end of the use. All but the sink is guarded by the pool. */
final class PoolSeat {

    final Route route;
    final ContextView context;
    final Sinks.One<PooledSession> taken = Sinks.one();

    @Nullable
    PooledSession session;

    boolean left;

    /** Set by the thread that hands the session over. */
    volatile boolean inUse;

    PoolSeat(Route route, ContextView context) {
        this.route = route;
        this.context = context;
    }
}
