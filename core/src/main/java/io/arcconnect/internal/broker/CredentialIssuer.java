package io.arcconnect.internal.broker;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.HybridConnectivityApi;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.event.ServiceSetupEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Asks for credentials, and sets up what is missing (protocol.md 2.3). List first: writing an endpoint that exists may
 * disrupt the agent's listener (protocol.md 2.6).
 */
final class CredentialIssuer {

    private final HybridConnectivityApi connectivity;
    private final HybridComputeApi compute;
    private final Duration lifetime;
    private final Clock clock;
    private final Reporter reporter;

    CredentialIssuer(
            HybridConnectivityApi connectivity,
            HybridComputeApi compute,
            Duration lifetime,
            Clock clock,
            Reporter reporter) {
        this.connectivity = connectivity;
        this.compute = compute;
        this.lifetime = lifetime;
        this.clock = clock;
        this.reporter = reporter;
    }

    Mono<RelayCredentials> issue(MachineId machine, RelayService service, ServicePolicy policy) {
        return list(machine, service)
                .flatMap(credentials -> checkPort(machine, service, policy, credentials))
                .onErrorResume(CredentialIssuer::isNotEnabled, error -> setUp(machine, service, policy, error));
    }

    private Mono<RelayCredentials> list(MachineId machine, RelayService service) {
        return Mono.defer(() -> connectivity.listCredentials(machine, service, lifetime));
    }

    /** Whoever may list credentials need not be allowed to read the configuration; then the dial tells (protocol.md 9). */
    private Mono<RelayCredentials> checkPort(
            MachineId machine, RelayService service, ServicePolicy policy, RelayCredentials credentials) {
        return connectivity
                .getServiceConfiguration(machine, service.name())
                .onErrorResume(unreadable -> Mono.empty())
                .filter(configured -> configured.port() != service.port())
                .flatMap(other -> policy.mayReplacePort()
                        ? requireMachine(machine).then(configure(machine, service))
                        : Mono.error(portConflict(machine, service, other)))
                .defaultIfEmpty(credentials);
    }

    private Mono<RelayCredentials> setUp(
            MachineId machine, RelayService service, ServicePolicy policy, Throwable listed) {
        Failure failure = ((ControlPlaneException) listed).failure();
        boolean noEndpoint = "404".equals(failure.facts().get("http"));
        Mono<Void> known = noEndpoint || policy.mayEnable() ? requireMachine(machine) : Mono.empty();
        if (!policy.mayEnable()) {
            return known.then(Mono.error(() -> notEnabled(machine, service, failure)));
        }
        Mono<Void> endpoint =
                noEndpoint ? write(machine, service, () -> connectivity.putEndpoint(machine)) : Mono.empty();
        return known.then(endpoint).then(configure(machine, service));
    }

    /**
     * The same 404 may mean that there is no machine (protocol.md 2.7), and on one that has expired nothing is worth writing.
     * Any other trouble is not ours to report here.
     */
    private Mono<Void> requireMachine(MachineId machine) {
        return Mono.defer(() -> compute.getMachine(machine))
                .onErrorResume(error -> !hasReason(error, ArcReason.ARM_MACHINE_NOT_FOUND), error -> Mono.empty())
                .flatMap(state -> state.isExpired() ? Mono.error(expired(state)) : Mono.empty());
    }

    private static ControlPlaneException expired(MachineState state) {
        return new ControlPlaneException(Failure.of(
                        ArcReason.ARM_MACHINE_EXPIRED,
                        Stage.CREDENTIALS,
                        "the machine has been without a heartbeat for so long that it expired; nothing was written")
                .with("status", state.status())
                .with("lastStatusChange", state.lastStatusChange().orElse(null))
                .on(state.id()));
    }

    /** Credentials issued before the write do not carry the new port, so they are listed again (protocol.md 2.3). */
    private Mono<RelayCredentials> configure(MachineId machine, RelayService service) {
        return write(machine, service, () -> connectivity.putServiceConfiguration(machine, service))
                .then(list(machine, service))
                .map(credentials -> credentials.withEnabledOn(clock.instant()))
                .onErrorMap(CredentialIssuer::isNotEnabled, error -> stillNotEnabled(machine, service, error));
    }

    private Mono<Void> write(MachineId machine, RelayService service, Supplier<Mono<Void>> call) {
        return Mono.deferContextual(context -> {
                    reporter.report(new ServiceSetupEvent(reporter.origin(machine, context), service));
                    return call.get();
                })
                .onErrorMap(
                        error -> hasReason(error, ArcReason.ARM_FORBIDDEN),
                        error -> setUpForbidden(service, (ControlPlaneException) error));
    }

    private static ControlPlaneException notEnabled(MachineId machine, RelayService service, Failure listed) {
        return because(
                listed,
                ArcReason.SERVICE_NOT_ENABLED,
                service + " is not enabled on " + machine.name() + ", and the policy forbids to enable it");
    }

    private static ControlPlaneException stillNotEnabled(MachineId machine, RelayService service, Throwable error) {
        return because(
                ((ControlPlaneException) error).failure(),
                ArcReason.ARM_UNEXPECTED_RESPONSE,
                service + " was set up on " + machine.name() + ", yet the service still says that it is not enabled");
    }

    private static ControlPlaneException setUpForbidden(RelayService service, ControlPlaneException error) {
        return because(
                error.failure(),
                ArcReason.ARM_FORBIDDEN,
                "setting up " + service + " is a one-time operation for an Owner or Contributor; "
                        + error.failure().detail());
    }

    private static ControlPlaneException portConflict(MachineId machine, RelayService wanted, RelayService configured) {
        return new ControlPlaneException(Failure.of(
                        ArcReason.SERVICE_PORT_CONFLICT,
                        Stage.CREDENTIALS,
                        "port " + wanted.port() + " was asked for, but " + configured.name() + " is configured on port "
                                + configured.port())
                .with("wantedPort", wanted.port())
                .with("configuredPort", configured.port())
                .on(machine));
    }

    private static ControlPlaneException because(Failure old, ArcReason reason, String detail) {
        return new ControlPlaneException(
                new Failure(reason, old.stage(), detail, old.machine(), old.facts(), old.cause()));
    }

    private static boolean isNotEnabled(Throwable error) {
        return hasReason(error, ArcReason.SERVICE_NOT_ENABLED);
    }

    private static boolean hasReason(Throwable error, ArcReason reason) {
        return error instanceof ControlPlaneException told && told.reason() == reason;
    }
}
