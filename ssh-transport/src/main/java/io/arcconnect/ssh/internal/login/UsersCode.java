package io.arcconnect.ssh.internal.login;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Runs what a user supplies in a login: where it may block, and back there afterwards whatever thread it answers on. */
record UsersCode(MachineId machine, Scheduler scheduler) {

    /** Errors that have no reason yet get one, so that the next identity can be tried. */
    <T> Mono<T> run(String what, Supplier<Mono<T>> supplier) {
        return Mono.defer(supplier)
                .onErrorMap(error -> !(error instanceof ArcConnectException), error -> failed(what, error))
                .publishOn(scheduler);
    }

    private SshException failed(String what, Throwable error) {
        return new SshException(Failure.of(
                        SshReason.IDENTITY_UNAVAILABLE,
                        Stage.LOCAL,
                        what + " failed with " + error.getClass().getSimpleName())
                .on(machine)
                .causedBy(error));
    }
}
