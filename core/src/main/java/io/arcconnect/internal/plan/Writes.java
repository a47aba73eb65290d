package io.arcconnect.internal.plan;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.model.AppliedChange.Result;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.PlannedChange;
import io.arcconnect.model.PlannedChange.ConfigureService;
import io.arcconnect.model.PlannedChange.CreateEndpoint;
import io.arcconnect.model.PlannedChange.InstallExtension;
import io.arcconnect.model.PlannedChange.RegisterProvider;
import io.arcconnect.model.ProviderState;
import io.arcconnect.spi.ExtensionProvisioner;
import io.arcconnect.spi.HybridConnectivityApi;
import io.arcconnect.spi.event.ApplyEvent.Phase;
import io.arcconnect.spi.event.ServiceSetupEvent;
import reactor.core.publisher.Mono;

/** Makes one change and waits for it. What came of it goes into the ledger, also when it fails. */
record Writes(HybridConnectivityApi connectivity, ExtensionProvisioner provisioner, ProviderRegistration registration) {

    Mono<Void> make(MachineId machine, PlannedChange change, Ledger ledger, ApplyReport report) {
        return Mono.defer(() -> {
                    ledger.writing(change);
                    report.tell(change, Phase.WRITING, "");
                    return write(machine, change, ledger, report);
                })
                .doOnNext(result -> {
                    ledger.settled(result);
                    report.tell(change, result == Result.WRITTEN ? Phase.WRITTEN : Phase.ALREADY_THERE, "");
                })
                .doOnError(error -> {
                    if (isRefusal(error)) {
                        ledger.refused();
                    }
                })
                .then();
    }

    private Mono<Result> write(MachineId machine, PlannedChange change, Ledger ledger, ApplyReport report) {
        if (change instanceof RegisterProvider register) {
            return register(machine, register, ledger, report);
        }
        if (change instanceof InstallExtension install) {
            return provisioner
                    .ensure(machine, install.extension())
                    .map(outcome -> outcome.changed() ? Result.WRITTEN : Result.ALREADY_THERE);
        }
        if (change instanceof CreateEndpoint) {
            return connectivity.putEndpoint(machine).thenReturn(Result.WRITTEN);
        }
        ConfigureService configure = (ConfigureService) change;
        report.reporter().report(new ServiceSetupEvent(report.origin(), configure.service()));
        return connectivity
                .putServiceConfiguration(machine, configure.service())
                .thenReturn(Result.WRITTEN);
    }

    /** Asking twice changes nothing, and a registration that is under way is only waited for. */
    private Mono<Result> register(MachineId machine, RegisterProvider change, Ledger ledger, ApplyReport report) {
        return registration
                .state(machine)
                .flatMap(state -> state.isRegistered() || state.isRegistering()
                        ? Mono.just(Result.ALREADY_THERE)
                        : registration.register(machine).thenReturn(Result.WRITTEN))
                .doOnNext(ledger::settled)
                .flatMap(result -> registration
                        .awaited(machine, state -> waiting(state, change, report))
                        .thenReturn(result));
    }

    private static void waiting(ProviderState state, RegisterProvider change, ApplyReport report) {
        if (!state.isRegistered()) {
            report.tell(change, Phase.WAITING, state.registrationState());
        }
    }

    /** Answers after which the service has certainly not done what was asked. */
    private static boolean isRefusal(Throwable error) {
        if (!(error instanceof ArcConnectException known) || !(known.reason() instanceof ArcReason reason)) {
            return false;
        }
        if (known.facts().containsKey("accepted")) {
            return false; // Only looking at it was refused.
        }
        return switch (reason) {
            case ARM_UNAUTHENTICATED,
                    ARM_FORBIDDEN,
                    ARM_MACHINE_NOT_FOUND,
                    ARM_MACHINE_EXPIRED,
                    ARM_PROVIDER_NOT_REGISTERED,
                    ARM_POLICY_DENIED,
                    ARM_CONFLICT,
                    ARM_THROTTLED -> true;
            default -> false;
        };
    }
}
