package io.arcconnect.internal.arm;

import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.model.MachineId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A list in pages: {@code value}, then {@code nextLink} until there is none. A page is asked for when somebody wants an item
 * of it, and not before.
 */
final class ArmPages {

    /** Far more than any list of Azure has; who answers with more never ends. */
    private static final int MOST_PAGES = 10_000;

    private final ArmCall call;
    private final Optional<MachineId> machine;
    private final Function<String, Mono<ArmResponse>> next;
    private final Set<String> links = new HashSet<>();
    private Mono<ArmResponse> page;
    private boolean atEnd;

    private ArmPages(
            ArmCall call,
            Optional<MachineId> machine,
            Mono<ArmResponse> first,
            Function<String, Mono<ArmResponse>> next) {
        this.call = call;
        this.machine = machine;
        this.page = first;
        this.next = next;
    }

    static Flux<ArmJson> of(ArmCall call, MachineId machine, Mono<ArmResponse> first, ArmClient client) {
        Function<String, Mono<ArmResponse>> next = link -> Mono.fromCallable(() -> client.allowed(machine, link))
                .flatMap(address -> client.read(call, machine, address));
        return Flux.defer(() -> new ArmPages(call, Optional.of(machine), first, next).items());
    }

    static Flux<ArmJson> of(ArmCall call, Mono<ArmResponse> first, ArmClient client) {
        return Flux.defer(() -> new ArmPages(call, Optional.empty(), first, link -> client.page(call, link)).items());
    }

    /** Without prefetch and hidden, so that the page is not asked for as long as nobody requests anything. */
    private Flux<ArmJson> items() {
        return Flux.just(this)
                .hide()
                .concatMap(list -> list.page.flatMapIterable(list::turn), 0)
                .repeat(() -> !atEnd);
    }

    private List<ArmJson> turn(ArmResponse response) {
        ArmJson json = response.json();
        if (response.isError() || json.isEmpty()) {
            throw refused(response);
        }
        Optional<String> link = json.text("nextLink");
        link.ifPresent(to -> requireNew(to, response));
        atEnd = link.isEmpty();
        page = link.map(next).orElse(page);
        return json.objects("value");
    }

    private void requireNew(String link, ArmResponse response) {
        if (!links.add(link)) {
            throw unexpected(response, "the list leads back to a page that was read already");
        }
        if (links.size() > MOST_PAGES) {
            throw unexpected(response, "the list has more than " + MOST_PAGES + " pages");
        }
    }

    private ControlPlaneException unexpected(ArmResponse response, String detail) {
        Failure failure = ArmErrors.unexpected(call, response, detail);
        return new ControlPlaneException(machine.map(failure::on).orElse(failure));
    }

    private ControlPlaneException refused(ArmResponse response) {
        if (!response.isError()) {
            return unexpected(response, "the answer is no JSON object");
        }
        return new ControlPlaneException(
                machine.map(id -> ArmErrors.of(call, id, response)).orElseGet(() -> ArmErrors.of(call, response)));
    }
}
