package io.arcconnect.cli.fleet;

import io.arcconnect.ArcConnect;
import io.arcconnect.cli.options.NamePattern;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineQuery;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who was chosen.
 *
 * @param named by name
 * @param query what else to ask Azure for
 * @param names which names of those
 */
record Selection(List<MachineId> named, Optional<MachineQuery> query, NamePattern names) {

    /** {@return them all, each once, in their order} */
    Mono<List<MachineId>> machines(ArcConnect arc) {
        Flux<MachineId> found = Mono.justOrEmpty(query)
                .flatMapMany(arc::machines)
                .map(state -> state.id())
                .filter(names::matches);
        return Flux.fromIterable(named).concatWith(found).distinct().collectList();
    }
}
