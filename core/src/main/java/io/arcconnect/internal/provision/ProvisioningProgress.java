package io.arcconnect.internal.provision;

import io.arcconnect.model.ExtensionState;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.event.Origin;
import io.arcconnect.spi.event.ProvisioningEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/** What one run of provisioning has seen so far. */
final class ProvisioningProgress {

    private final Origin origin;
    private final Reporter reporter;
    private final long startedAt = now();
    private volatile boolean written;
    private volatile @Nullable ExtensionState latest;

    ProvisioningProgress(Origin origin, Reporter reporter) {
        this.origin = origin;
        this.reporter = reporter;
    }

    ExtensionState seen(ExtensionState extension) {
        latest = extension;
        reporter.report(new ProvisioningEvent(origin, extension, elapsed()));
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
