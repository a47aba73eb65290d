package io.arcconnect.ssh;

import io.arcconnect.model.MachineId;
import reactor.core.publisher.Mono;

/** Decides whether a key that nobody knows is a machine's, such as by asking whoever sits in front of the screen. */
@FunctionalInterface
public interface HostKeyDecision {

    /**
     * Decides. Called on a library thread that may block; no connection is open meanwhile, so it may take its time.
     *
     * @param machine which
     * @param shown what it has shown
     * @return whether it is believed; empty means no, an error is the opening's own
     */
    Mono<Boolean> isBelieved(MachineId machine, HostKey shown);
}
