package io.arcconnect.internal.broker;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.EndpointState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Secret;
import io.arcconnect.spi.HybridConnectivityApi;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Behaves like the service of protocol.md 2: an endpoint, one configured port, credentials with a new name each time. */
final class FakeConnectivity implements HybridConnectivityApi {

    static final MachineId MACHINE = MachineId.of("11111111-2222-3333-4444-555555555555", "rg-edge", "web-01");

    final List<String> calls = new CopyOnWriteArrayList<>();
    final AtomicInteger cancelled = new AtomicInteger();

    boolean endpoint = true;

    @Nullable
    Integer port = 22;

    Duration latency = Duration.ZERO;
    Supplier<Mono<Void>> beforeList = Mono::empty;
    Supplier<Mono<Void>> beforeGet = Mono::empty;
    Supplier<Mono<Void>> beforePut = Mono::empty;

    private final Clock clock;
    private final AtomicInteger issued = new AtomicInteger();

    FakeConnectivity(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Mono<RelayCredentials> listCredentials(MachineId machine, RelayService service, Duration lifetime) {
        return called("list", beforeList).then(Mono.defer(() -> {
            if (!endpoint) {
                return Mono.error(refused(ArcReason.SERVICE_NOT_ENABLED, "404"));
            }
            return port == null
                    ? Mono.error(refused(ArcReason.SERVICE_NOT_ENABLED, "412"))
                    : Mono.just(credentials(machine, lifetime));
        }));
    }

    @Override
    public Mono<EndpointState> getEndpoint(MachineId machine) {
        return called("get endpoint", beforeGet)
                .then(Mono.defer(() ->
                        endpoint ? Mono.just(new EndpointState("default", Optional.of("Succeeded"))) : Mono.empty()));
    }

    @Override
    public Mono<Void> deleteEndpoint(MachineId machine) {
        return Mono.error(new AssertionError("a broker deletes nothing"));
    }

    @Override
    public Mono<Void> deleteServiceConfiguration(MachineId machine, String serviceName) {
        return Mono.error(new AssertionError("a broker deletes nothing"));
    }

    @Override
    public Mono<Void> putEndpoint(MachineId machine) {
        return called("put endpoint", beforePut).then(Mono.fromRunnable(() -> endpoint = true));
    }

    @Override
    public Mono<RelayService> getServiceConfiguration(MachineId machine, String serviceName) {
        return called("get service", beforeGet)
                .then(Mono.defer(() -> port == null ? Mono.empty() : Mono.just(new RelayService(serviceName, port))));
    }

    @Override
    public Mono<Void> putServiceConfiguration(MachineId machine, RelayService service) {
        return called("put service " + service.port(), beforePut).then(Mono.fromRunnable(() -> port = service.port()));
    }

    long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    static ControlPlaneException refused(ArcReason reason, String http) {
        return new ControlPlaneException(Failure.of(reason, Stage.CREDENTIALS, "scripted")
                .with("http", http)
                .on(MACHINE));
    }

    private Mono<Void> called(String call, Supplier<Mono<Void>> before) {
        return Mono.defer(() -> {
                    calls.add(call);
                    Mono<Void> scripted = before.get();
                    return latency.isZero() ? scripted : Mono.delay(latency).then(scripted);
                })
                .doOnCancel(cancelled::incrementAndGet);
    }

    private RelayCredentials credentials(MachineId machine, Duration lifetime) {
        int number = issued.incrementAndGet();
        return new RelayCredentials(
                machine,
                "azgn-test",
                "servicebus.windows.net",
                "microsoft.hybridcompute/machines/ab/" + number + "/v2",
                Secret.of("key-" + number),
                clock.instant().plus(lifetime),
                Secret.of("token-" + number),
                Optional.empty());
    }
}
