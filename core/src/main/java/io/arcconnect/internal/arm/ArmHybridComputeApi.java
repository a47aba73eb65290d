package io.arcconnect.internal.arm;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineScope;
import io.arcconnect.model.MachineState;
import io.arcconnect.spi.HybridComputeApi;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code Microsoft.HybridCompute} by hand-made requests (protocol.md 1). */
final class ArmHybridComputeApi implements HybridComputeApi {

    /** The newest stable specification that was read (protocol.md 1.1). */
    static final String API_VERSION = "api-version=2024-07-10";

    /** Answers of a 404 that say that more than the extension is missing; the last is the norm of ARM for its parent. */
    private static final Set<String> NO_MACHINE =
            Set.of("subscriptionnotfound", "resourcegroupnotfound", "parentresourcenotfound");

    private final ArmClient client;
    private final Duration pollInterval;

    ArmHybridComputeApi(ArmClient client, Duration pollInterval) {
        this.client = client;
        this.pollInterval = pollInterval;
    }

    @Override
    public Mono<MachineState> getMachine(MachineId machine) {
        return client.send(ArmCall.GET_MACHINE, machine, "", ArmVersions.of(machine), null)
                .flatMap(response -> resource(ArmCall.GET_MACHINE, machine, response))
                .map(json -> ArmMachines.machine(machine, json));
    }

    @Override
    public Flux<MachineState> listMachines(MachineScope scope) {
        String path = scope.path() + "/providers/Microsoft.HybridCompute/machines";
        return ArmPages.of(ArmCall.LIST_MACHINES, client.send(ArmCall.LIST_MACHINES, path, API_VERSION), client)
                .map(ArmMachines::listed);
    }

    @Override
    public Flux<ExtensionState> listExtensions(MachineId machine) {
        Mono<ArmResponse> first =
                client.send(ArmCall.LIST_EXTENSIONS, machine, "/extensions", ArmVersions.of(machine), null);
        return ArmPages.of(ArmCall.LIST_EXTENSIONS, machine, first, client).map(ArmMachines::extension);
    }

    @Override
    public Mono<ExtensionState> getExtension(MachineId machine, String name) {
        return client.send(ArmCall.GET_EXTENSION, machine, "/extensions/" + name, ArmVersions.of(machine), null)
                .flatMap(response -> response.status() == 404
                        ? missing(machine, response)
                        : resource(ArmCall.GET_EXTENSION, machine, response).map(ArmMachines::extension));
    }

    @Override
    public Flux<ExtensionState> putExtension(MachineId machine, ExtensionSpec extension, String location) {
        return Flux.defer(() -> client.send(
                        ArmCall.PUT_EXTENSION,
                        machine,
                        "/extensions/" + extension.name(),
                        ArmVersions.of(machine),
                        ArmMachines.body(extension, location))
                .flatMapMany(response -> response.isError()
                        ? Mono.error(refused(ArmCall.PUT_EXTENSION, machine, response))
                        : new ArmPolling(
                                        new PollReads(client, machine, extension.name(), "installation"),
                                        pollInterval,
                                        machine,
                                        ArmMachines.accepted(machine, extension, location))
                                .follow(response)));
    }

    @Override
    public Mono<Void> deleteExtension(MachineId machine, String name) {
        return client.send(ArmCall.DELETE_EXTENSION, machine, "/extensions/" + name, ArmVersions.of(machine), null)
                .flatMap(response -> response.isError()
                        ? notThere(machine, response)
                        : new ArmRemoval(
                                        new PollReads(client, machine, name, "removal"),
                                        pollInterval,
                                        machine,
                                        ArmMachines.deleting(machine, name))
                                .follow(response));
    }

    /** What is not there need not be deleted; a machine that is not there is worth telling. */
    private static Mono<Void> notThere(MachineId machine, ArmResponse response) {
        return response.status() == 404
                ? missing(machine, response).then()
                : Mono.error(refused(ArmCall.DELETE_EXTENSION, machine, response));
    }

    private static Mono<ExtensionState> missing(MachineId machine, ArmResponse response) {
        Failure failure = ArmErrors.of(ArmCall.GET_EXTENSION, machine, response);
        String code = failure.facts().getOrDefault("code", "").toLowerCase(Locale.ROOT);
        if (NO_MACHINE.contains(code)) {
            return Mono.error(new ControlPlaneException(new Failure(
                    ArcReason.ARM_MACHINE_NOT_FOUND,
                    failure.stage(),
                    failure.detail(),
                    failure.machine(),
                    failure.facts(),
                    failure.cause())));
        }
        boolean plain = response.body().isBlank() || !response.json().isEmpty();
        return plain && failure.reason() == ArcReason.ARM_UNEXPECTED_RESPONSE
                ? Mono.empty()
                : Mono.error(new ControlPlaneException(failure));
    }

    private static Mono<ArmJson> resource(ArmCall call, MachineId machine, ArmResponse response) {
        if (response.isError()) {
            return Mono.error(refused(call, machine, response));
        }
        ArmJson json = response.json();
        return json.isEmpty()
                ? Mono.error(
                        new ControlPlaneException(ArmErrors.unexpected(call, response, "the answer is no JSON object")
                                .on(machine)))
                : Mono.just(json);
    }

    private static ControlPlaneException refused(ArmCall call, MachineId machine, ArmResponse response) {
        return new ControlPlaneException(ArmErrors.of(call, machine, response));
    }
}
