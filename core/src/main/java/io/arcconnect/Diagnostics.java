package io.arcconnect;

import io.arcconnect.internal.broker.CachingRelayCredentialBroker;
import io.arcconnect.internal.diagnose.Diagnosing;
import io.arcconnect.internal.diagnose.Instruments;
import io.arcconnect.model.Diagnosis;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.HybridConnectivityApi;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.RelayCredentialBroker;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Diagnoses one machine with what connections to it are made with, under a policy that never writes. */
final class Diagnostics {

    /** The shortest that the service issues (protocol.md 2.1): a diagnosis needs seconds. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Caller caller;
    private final DefaultRoute route;
    private final Diagnosing diagnosing;

    Diagnostics(Ground ground, Caller caller, DefaultRoute route) {
        RelayCredentialBroker readOnly = route.broker().withServicePolicy(ServicePolicy.NEVER_WRITE);
        this.caller = caller;
        this.route = route.with(readOnly);
        this.diagnosing = new Diagnosing(new Instruments(
                caller.resources(),
                caller.compute(),
                caller.connectivity(),
                listing(caller, readOnly),
                this::dial,
                ground.longestDial(),
                ground.probe(),
                ground.paths().arm(),
                ground.paths()::relay,
                ground.clock()));
    }

    Mono<Diagnosis> run() {
        return diagnosing.diagnose(route.machine(), Optional.empty(), Diagnosing.NONE);
    }

    Mono<Diagnosis> run(Protocol<?> protocol) {
        Flux<DiagnosisStep> steps = Flux.defer(() -> protocol.diagnose(route)).subscribeOn(route.scheduler());
        return diagnosing.diagnose(route.machine(), Optional.of(protocol.service()), steps);
    }

    /** Ours would answer from its cache, and the question is what the caller may do now. */
    private static Instruments.Listing listing(Caller caller, RelayCredentialBroker broker) {
        Optional<HybridConnectivityApi> fresh =
                broker instanceof CachingRelayCredentialBroker ? caller.connectivity() : Optional.empty();
        return (machine, service) -> fresh.map(api -> api.listCredentials(machine, service, LIFETIME))
                .orElseGet(() -> broker.credentials(machine, service));
    }

    private Mono<DuplexStream> dial(RelayCredentials credentials, RelayService service) {
        return caller.dialing()
                .dial(new FixedCredentials(credentials), route.machine(), service)
                .map(route.openThings()::track);
    }
}
