package io.arcconnect.cli.demo;

import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.CloseProblemEvent;
import io.arcconnect.spi.event.CredentialsEvent;
import io.arcconnect.spi.event.DialWaitingEvent;
import io.arcconnect.spi.event.DialedEvent;
import io.arcconnect.spi.event.ProvisioningEvent;
import io.arcconnect.spi.event.ServiceSetupEvent;
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
    public void onProvisioning(ProvisioningEvent event) {
        ExtensionState extension = event.extension();
        timeline.note("%s: %s after %s"
                .formatted(extension.name(), extension.provisioningState(), Timeline.seconds(event.elapsed())));
    }

    /** Told before each of the writes, endpoint and service configuration; once is enough to read. */
    @Override
    public void onServiceSetup(ServiceSetupEvent event) {
        MachineId machine = event.machine().orElseThrow();
        if (setUp.add(machine)) {
            timeline.note("setting up the endpoint and " + event.service() + " on " + machine.name());
        }
    }

    @Override
    public void onCredentials(CredentialsEvent event) {
        if (event.step() == CredentialsEvent.Step.ISSUED) {
            credentialsIssued.incrementAndGet();
            timeline.note("relay credentials for " + event.service() + ", good until "
                    + event.expiresOn().orElseThrow());
        }
    }

    @Override
    public void onDialWaiting(DialWaitingEvent event) {
        waits.incrementAndGet();
        timeline.note("no agent yet (%s), waiting since %s of at most %d s"
                .formatted(
                        event.answer().reason().code(),
                        Timeline.seconds(event.waited()),
                        event.budget().toSeconds()));
    }

    @Override
    public void onDialed(DialedEvent event) {
        timeline.note("relay connection to " + event.service() + " open after " + Timeline.seconds(event.took()));
    }

    @Override
    public void onCloseProblem(CloseProblemEvent event) {
        timeline.note("close took too long or failed: " + event.problem().getMessage());
    }
}
