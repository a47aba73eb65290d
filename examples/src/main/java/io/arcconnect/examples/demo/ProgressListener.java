package io.arcconnect.examples.demo;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.ArcConnectListener;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Shows what the library does while a step runs. */
final class ProgressListener implements ArcConnectListener {

    private final Timeline timeline;
    private final AtomicInteger credentialsIssued = new AtomicInteger();
    private final AtomicInteger waits = new AtomicInteger();
    private final Set<MachineId> setUp = ConcurrentHashMap.newKeySet();

    ProgressListener(Timeline timeline) {
        this.timeline = timeline;
    }

    /** {@return how often credentials were asked for, rather than taken from the cache} */
    int credentialsIssued() {
        return credentialsIssued.get();
    }

    /** {@return how often a dial had to wait for the agent} */
    int waits() {
        return waits.get();
    }

    @Override
    public void onProvisioning(MachineId machine, ExtensionState extension, Duration elapsed) {
        timeline.note("%s: %s after %s"
                .formatted(extension.name(), extension.provisioningState(), Timeline.seconds(elapsed)));
    }

    /** Told before each of the writes, endpoint and service configuration; once is enough to read. */
    @Override
    public void onServiceSetup(MachineId machine, RelayService service) {
        if (setUp.add(machine)) {
            timeline.note("setting up the endpoint and " + service + " on " + machine.name());
        }
    }

    @Override
    public void onCredentials(RelayService service, RelayCredentials credentials) {
        credentialsIssued.incrementAndGet();
        timeline.note("relay credentials for " + service + ", good until " + credentials.expiresOn());
    }

    @Override
    public void onDialWaiting(MachineId machine, Duration waited, Duration budget, ArcConnectException answer) {
        waits.incrementAndGet();
        timeline.note("no agent yet (%s), waiting since %s of at most %d s"
                .formatted(answer.reason().code(), Timeline.seconds(waited), budget.toSeconds()));
    }

    @Override
    public void onDialed(MachineId machine, RelayService service, Duration took) {
        timeline.note("relay connection to " + service + " open after " + Timeline.seconds(took));
    }

    @Override
    public void onCloseProblem(MachineId machine, Throwable problem) {
        timeline.note("close took too long or failed: " + problem.getMessage());
    }
}
