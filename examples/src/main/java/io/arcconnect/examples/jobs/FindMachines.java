package io.arcconnect.examples.jobs;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.MachineQuery;
import reactor.core.publisher.Flux;

/** Finds the machines of a subscription that are worth a try. */
public final class FindMachines {

    private FindMachines() {}

    /**
     * Lists the connected Linux machines that are tagged as production, reading no more pages than are wanted.
     *
     * @param arc whose caller may read the subscription
     * @param subscriptionId a GUID
     * @return handles
     */
    public static Flux<ArcMachine> productionLinux(ArcConnect arc, String subscriptionId) {
        return arc.machines(MachineQuery.inSubscription(subscriptionId)
                        .withStatus("Connected")
                        .withOs("linux")
                        .withTag("env", "prod"))
                .map(state -> arc.machine(state.id()));
    }
}
