package io.arcconnect.internal.plan;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.internal.diagnose.SshBanner;
import io.arcconnect.internal.diagnose.SshIdentification;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.HybridConnectivityApi;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Does an SSH server answer? The dial itself is the test (protocol.md 9, row 32).
 *
 * @param connectivity lists credentials
 * @param patient dials and waits for the agent within a budget
 * @param once dials without waiting
 * @param clock dates a set-up
 */
record SshCheck(
        HybridConnectivityApi connectivity,
        BiFunction<RelayCredentials, RelayService, Mono<DuplexStream>> patient,
        BiFunction<RelayCredentials, RelayService, Mono<DuplexStream>> once,
        Clock clock) {

    /** The shortest that the service issues (protocol.md 2.1). */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final Duration BANNER = Duration.ofSeconds(20);

    /** A server that has just been installed needs a moment to start. */
    private static final Duration START_PAUSE = Duration.ofSeconds(5);

    private static final int START_LOOKS = 12;

    /** {@return whether one answers; empty when something else than the machine is in the way of knowing} */
    Mono<Optional<Boolean>> answers(MachineId machine, RelayService service) {
        return connectivity
                .listCredentials(machine, service, LIFETIME)
                .flatMap(credentials -> banner(once.apply(credentials, service)))
                .map(banner -> Optional.of(banner.isSsh()))
                .onErrorResume(error -> Mono.just(isRefused(error) ? Optional.of(false) : Optional.empty()));
    }

    /**
     * Requires one.
     *
     * @param justEnabled whether the service was set up a moment ago, so that its agent needs a while (protocol.md 3.4)
     * @param justInstalled whether the server was installed a moment ago
     */
    Mono<SshIdentification> require(
            MachineId machine, RelayService service, boolean justEnabled, boolean justInstalled) {
        return connectivity
                .listCredentials(machine, service, LIFETIME)
                .map(credentials -> justEnabled ? credentials.withEnabledOn(clock.instant()) : credentials)
                .flatMap(credentials -> banner(Mono.defer(() -> patient.apply(credentials, service)))
                        .retryWhen(Retry.fixedDelay(justInstalled ? START_LOOKS : 0, START_PAUSE)
                                .filter(SshCheck::isRefused)
                                .onRetryExhaustedThrow((retries, signal) -> signal.failure())))
                .flatMap(banner -> banner.isSsh()
                        ? Mono.just(banner.identification())
                        : Mono.error(() -> silent(machine, service, banner)));
    }

    private static Mono<SshBanner> banner(Mono<DuplexStream> dial) {
        return Mono.usingWhen(dial, stream -> SshBanner.read(stream, BANNER), DuplexStream::close);
    }

    private static ProvisioningException silent(MachineId machine, RelayService service, SshBanner banner) {
        return new ProvisioningException(Failure.of(
                        ArcReason.PROVISIONING_UNVERIFIED,
                        Stage.DIAL,
                        "what listens on port " + service.port() + " does not answer as an SSH server of version 2")
                .with(
                        "said",
                        banner.identification()
                                .text()
                                .or(banner.identification()::otherText)
                                .orElse(null))
                .causedBy(banner.end().orElse(null))
                .on(machine));
    }

    private static boolean isRefused(Throwable error) {
        return error instanceof RelayException refused && refused.reason() == ArcReason.RELAY_TARGET_REFUSED;
    }
}
