package io.arcconnect;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.spi.event.CloseProblemEvent;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Tells the user's listener what happens, in order, on a thread of its own: nothing waits for a slow listener. */
final class EventThread implements Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(ArcConnect.class);

    private static final Duration LONGEST_LAST_WORD = Duration.ofSeconds(2);

    private final ArcConnectListener user;
    private final Scheduler thread = Schedulers.newSingle("arc-events", true);

    EventThread(ArcConnectListener user) {
        this.user = user;
    }

    @Override
    public void report(ArcEvent event) {
        if (event instanceof CloseProblemEvent close) {
            LOG.warn(
                    "event=close_problem machine={} problem={}",
                    close.machine().map(MachineId::name).orElse(""),
                    close.problem().toString());
        }
        try {
            thread.schedule(() -> tell(event));
        } catch (RejectedExecutionException stopped) {
            LOG.debug("event=dropped cause=closed");
        }
    }

    /** {@return the end of the thread: after what it has been told already, unless the listener takes too long} */
    Mono<Void> stop() {
        return Mono.defer(thread::disposeGracefully)
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(LONGEST_LAST_WORD)
                .onErrorComplete()
                .doFinally(end -> thread.dispose());
    }

    private void tell(ArcEvent event) {
        try {
            user.onEvent(event);
        } catch (RuntimeException thrown) {
            LOG.warn("event=listener_failed", thrown);
        }
    }
}
