package io.arcconnect.internal.plan;

import io.arcconnect.internal.provision.ExtensionRemoval;
import io.arcconnect.model.AppliedChange;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.Receipt;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Removal;
import io.arcconnect.model.RemovedChange;
import io.arcconnect.model.RemovedChange.Result;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.HybridConnectivityApi;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.event.Origin;
import io.arcconnect.spi.event.RemovalEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Undoes what a receipt says was written, the last first, each only where it still is as it was written. What fails does not
 * keep the rest from being undone.
 */
record Removing(
        HybridComputeApi compute, ExtensionRemoval removal, HybridConnectivityApi connectivity, Reporter reporter) {

    /** The names that a service configuration can have (protocol.md 2.1). */
    private static final List<String> SERVICES = List.of("SSH", "WAC");

    Mono<Removal> remove(Receipt receipt) {
        List<AppliedChange> ours = new ArrayList<>(
                receipt.changes().stream().filter(AppliedChange::isOurs).toList());
        Collections.reverse(ours);
        return Flux.deferContextual(context -> {
                    Origin origin = reporter.origin(receipt.machine(), context);
                    return Flux.fromIterable(ours)
                            .concatMap(change -> settled(receipt.machine(), change))
                            .doOnNext(item -> reporter.report(new RemovalEvent(origin, item)));
                })
                .collectList()
                .map(items -> new Removal(receipt.machine(), items));
    }

    private Mono<RemovedChange> settled(MachineId machine, AppliedChange change) {
        return Mono.defer(() -> undo(machine, change))
                .onErrorResume(error -> Mono.just(of(change, Result.FAILED, String.valueOf(error.getMessage()))));
    }

    private Mono<RemovedChange> undo(MachineId machine, AppliedChange change) {
        return switch (change.kind()) {
            case SERVICE_CONFIGURATION -> undoService(machine, change);
            case ENDPOINT -> undoEndpoint(machine, change);
            case EXTENSION -> undoExtension(machine, change);
            case PROVIDER -> Mono.just(of(change, Result.LEFT, "registrations of the subscription are never undone"));
        };
    }

    private Mono<RemovedChange> undoService(MachineId machine, AppliedChange change) {
        return connectivity
                .getServiceConfiguration(machine, change.target())
                .flatMap(there -> undoService(machine, change, there))
                .switchIfEmpty(Mono.fromSupplier(() -> of(change, Result.NOTHING_TO_DO, "it is gone already")));
    }

    private Mono<RemovedChange> undoService(MachineId machine, AppliedChange change, RelayService there) {
        Optional<String> port = Optional.of(String.valueOf(there.port()));
        if (change.before().equals(port)) {
            return Mono.just(of(change, Result.NOTHING_TO_DO, "it is on port " + there.port() + ", as before"));
        }
        if (!change.after().equals(port)) {
            return Mono.just(of(
                    change,
                    Result.REFUSED,
                    "somebody has moved it to port " + there.port() + " since; it was set to port "
                            + change.after().orElse("")));
        }
        return change.before()
                .map(before -> connectivity
                        .putServiceConfiguration(machine, new RelayService(there.name(), Integer.parseInt(before)))
                        .thenReturn(of(change, Result.UNDONE, "back on port " + before)))
                .orElseGet(() -> connectivity
                        .deleteServiceConfiguration(machine, change.target())
                        .thenReturn(of(change, Result.UNDONE, "deleted")));
    }

    /** Deleting an endpoint deletes what is configured on it, which would then be somebody else's. */
    private Mono<RemovedChange> undoEndpoint(MachineId machine, AppliedChange change) {
        return connectivity
                .getEndpoint(machine)
                .flatMap(there -> Flux.fromIterable(SERVICES)
                        .concatMap(name -> connectivity.getServiceConfiguration(machine, name))
                        .next()
                        .map(used -> of(change, Result.REFUSED, used + " is configured on it"))
                        .switchIfEmpty(Mono.defer(() ->
                                connectivity.deleteEndpoint(machine).thenReturn(of(change, Result.UNDONE, "deleted")))))
                .switchIfEmpty(Mono.fromSupplier(() -> of(change, Result.NOTHING_TO_DO, "it is gone already")));
    }

    private Mono<RemovedChange> undoExtension(MachineId machine, AppliedChange change) {
        if (change.before().isPresent()) {
            return Mono.just(of(
                    change,
                    Result.LEFT,
                    "it replaced version " + change.before().get() + ", and extensions are never downgraded"));
        }
        return compute.getExtension(machine, change.target())
                .flatMap(there -> change.after().equals(Optional.of(kind(there)))
                        ? removal.remove(machine, there.name()).thenReturn(of(change, Result.UNDONE, "deleted"))
                        : Mono.just(of(change, Result.REFUSED, "it is " + kind(there) + " now")))
                .switchIfEmpty(Mono.fromSupplier(() -> of(change, Result.NOTHING_TO_DO, "it is gone already")));
    }

    private static String kind(ExtensionState there) {
        return there.publisher() + "/" + there.type();
    }

    private static RemovedChange of(AppliedChange change, Result result, String detail) {
        return new RemovedChange(change.kind(), change.target(), result, detail);
    }
}
