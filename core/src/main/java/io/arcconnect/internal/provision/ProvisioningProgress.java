package io.arcconnect.internal.provision;

import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.ArcConnectListener;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/** What one run of provisioning has seen so far. */
final class ProvisioningProgress {

    private final MachineId machine;
    private final ArcConnectListener listener;
    private final long startedAt = now();
    private volatile boolean written;
    private volatile @Nullable ExtensionState latest;

    ProvisioningProgress(MachineId machine, ArcConnectListener listener) {
        this.machine = machine;
        this.listener = listener;
    }

    ExtensionState seen(ExtensionState extension) {
        latest = extension;
        listener.onProvisioning(machine, extension, elapsed());
        return extension;
    }

    void writing() {
        written = true;
    }

    /** {@return whether the service has been asked to install, by us or by whoever's installation we saw} */
    boolean isUnderWay() {
        return written || latest != null;
    }

    Optional<ExtensionState> latest() {
        return Optional.ofNullable(latest);
    }

    Duration elapsed() {
        return Duration.ofMillis(now() - startedAt);
    }

    private static long now() {
        return Schedulers.parallel().now(TimeUnit.MILLISECONDS);
    }
}
