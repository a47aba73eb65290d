package io.arcconnect;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.ArcConnectListener;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Tells the user's listener what happens, in order, on a thread of its own: nothing waits for a slow listener. */
final class EventThread implements ArcConnectListener {

    private static final Logger LOG = LoggerFactory.getLogger(ArcConnect.class);

    private static final Duration LONGEST_LAST_WORD = Duration.ofSeconds(2);

    private final ArcConnectListener user;
    private final Scheduler thread = Schedulers.newSingle("arc-events", true);

    EventThread(ArcConnectListener user) {
        this.user = user;
    }

    @Override
    public void onProvisioning(MachineId machine, ExtensionState extension, Duration elapsed) {
        tell(() -> user.onProvisioning(machine, extension, elapsed));
    }

    @Override
    public void onServiceSetup(MachineId machine, RelayService service) {
        tell(() -> user.onServiceSetup(machine, service));
    }

    @Override
    public void onCredentials(RelayService service, RelayCredentials credentials) {
        tell(() -> user.onCredentials(service, credentials));
    }

    @Override
    public void onDialWaiting(MachineId machine, Duration waited, Duration budget, ArcConnectException answer) {
        tell(() -> user.onDialWaiting(machine, waited, budget, answer));
    }

    @Override
    public void onDialed(MachineId machine, RelayService service, Duration took) {
        tell(() -> user.onDialed(machine, service, took));
    }

    @Override
    public void onCloseProblem(MachineId machine, Throwable problem) {
        LOG.warn("event=close_problem machine={} problem={}", machine.name(), problem.toString());
        tell(() -> user.onCloseProblem(machine, problem));
    }

    /** {@return the end of the thread: after what it has been told already, unless the listener takes too long} */
    Mono<Void> stop() {
        return Mono.defer(thread::disposeGracefully)
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(LONGEST_LAST_WORD)
                .onErrorComplete()
                .doFinally(end -> thread.dispose());
    }

    private void tell(Runnable event) {
        try {
            thread.schedule(() -> run(event));
        } catch (RejectedExecutionException stopped) {
            LOG.debug("event=dropped cause=closed");
        }
    }

    private static void run(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException thrown) {
            LOG.warn("event=listener_failed", thrown);
        }
    }
}
