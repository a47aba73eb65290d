package io.arcconnect.internal.plan;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.ConnectSpec.OpenSsh;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.ProviderState;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.HybridConnectivityApi;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Reads what a plan needs to know. Writes nothing; the only POST lists credentials, to ask whether sshd answers. */
record Observing(
        HybridComputeApi compute, HybridConnectivityApi connectivity, ProviderRegistration registration, SshCheck ssh) {

    Mono<Observation> of(MachineId id, ConnectSpec spec) {
        return Mono.defer(() -> compute.getMachine(id))
                .flatMap(machine -> Mono.zip(provider(id), extensions(machine, spec))
                        .flatMap(read -> connectivity(machine, spec, read.getT1(), read.getT2())));
    }

    private Mono<Observation> connectivity(
            MachineState machine, ConnectSpec spec, Optional<ProviderState> provider, List<ExtensionState> extensions) {
        Observation without = new Observation(machine, provider, false, Optional.empty(), extensions, Optional.empty());
        if (without.lacksProvider()) {
            return Mono.just(without);
        }
        return connectivity
                .getEndpoint(machine.id())
                .flatMap(endpoint -> service(machine.id(), spec))
                .map(service -> new Observation(machine, provider, true, service, extensions, Optional.empty()))
                .onErrorResume(Observing::isUnregistered, error -> Mono.just(unregistered(without)))
                .defaultIfEmpty(without)
                .flatMap(observed -> asksSsh(observed, spec) ? withSsh(observed, spec) : Mono.just(observed));
    }

    private Mono<Optional<RelayService>> service(MachineId id, ConnectSpec spec) {
        return connectivity
                .getServiceConfiguration(id, spec.service().name())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    /** Whoever may not read the registration may still do the rest. */
    private Mono<Optional<ProviderState>> provider(MachineId id) {
        return registration
                .state(id)
                .map(Optional::of)
                .onErrorResume(error -> hasReason(error, ArcReason.ARM_FORBIDDEN), error -> Mono.just(Optional.empty()))
                .defaultIfEmpty(Optional.empty());
    }

    private Mono<List<ExtensionState>> extensions(MachineState machine, ConnectSpec spec) {
        boolean matter = machine.isWindows() ? spec.openSsh() != OpenSsh.NEVER : spec.entraLogin();
        return matter ? compute.listExtensions(machine.id()).collectList() : Mono.just(List.of());
    }

    private static boolean asksSsh(Observation observed, ConnectSpec spec) {
        return observed.machine().isWindows()
                && spec.openSsh() == OpenSsh.WHERE_NEEDED
                && observed.service().filter(spec.service()::equals).isPresent()
                && observed.extension(ExtensionSpec.openSshForWindows())
                        .filter(ExtensionState::isSucceeded)
                        .isEmpty();
    }

    private Mono<Observation> withSsh(Observation observed, ConnectSpec spec) {
        return ssh.answers(observed.machine().id(), spec.service())
                .map(answers -> new Observation(
                        observed.machine(),
                        observed.provider(),
                        observed.hasEndpoint(),
                        observed.service(),
                        observed.extensions(),
                        answers));
    }

    private static Observation unregistered(Observation without) {
        return new Observation(
                without.machine(),
                Optional.of(new ProviderState(ProviderRegistration.NAMESPACE, "NotRegistered")),
                false,
                Optional.empty(),
                without.extensions(),
                Optional.empty());
    }

    private static boolean isUnregistered(Throwable error) {
        return hasReason(error, ArcReason.ARM_PROVIDER_NOT_REGISTERED);
    }

    private static boolean hasReason(Throwable error, ArcReason reason) {
        return error instanceof ArcConnectException known && known.reason() == reason;
    }
}
