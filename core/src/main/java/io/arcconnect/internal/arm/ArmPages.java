package io.arcconnect.internal.arm;

import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.model.MachineId;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A list in pages: {@code value}, then {@code nextLink} until there is none. A page is asked for when every item of the
 * one before it has been taken.
 */
final class ArmPages {

    private ArmPages() {}

    static Flux<ArmJson> of(ArmCall call, MachineId machine, Mono<ArmResponse> first, ArmClient client) {
        return items(
                call,
                Optional.of(machine),
                first,
                link -> Mono.fromCallable(() -> client.allowed(machine, link))
                        .flatMap(address -> client.read(call, machine, address)));
    }

    static Flux<ArmJson> of(ArmCall call, Mono<ArmResponse> first, ArmClient client) {
        return items(call, Optional.empty(), first, link -> client.page(call, link));
    }

    private static Flux<ArmJson> items(
            ArmCall call,
            Optional<MachineId> machine,
            Mono<ArmResponse> answer,
            Function<String, Mono<ArmResponse>> next) {
        return answer.map(response -> page(call, machine, response)).flatMapMany(page -> {
            Flux<ArmJson> rest = page.text("nextLink")
                    .map(link -> Flux.defer(() -> items(call, machine, next.apply(link), next)))
                    .orElseGet(Flux::empty);
            return Flux.fromIterable(page.objects("value")).concatWith(rest);
        });
    }

    private static ArmJson page(ArmCall call, Optional<MachineId> machine, ArmResponse response) {
        ArmJson json = response.json();
        if (!response.isError() && !json.isEmpty()) {
            return json;
        }
        Failure failure = response.isError()
                ? machine.map(id -> ArmErrors.of(call, id, response)).orElseGet(() -> ArmErrors.of(call, response))
                : ArmErrors.unexpected(call, response, "the answer is no JSON object");
        throw new ControlPlaneException(machine.map(failure::on).orElse(failure));
    }
}
