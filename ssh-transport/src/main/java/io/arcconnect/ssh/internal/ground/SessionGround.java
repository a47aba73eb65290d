package io.arcconnect.ssh.internal.ground;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.ssh.SshSession;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * What a session of ours has for a protocol over it, beside what users see.
 *
 * @param machine which
 * @param delivery where the user's code is called
 * @param threads which may block
 * @param subsystem opens one by its name for an engine that never blocks, without a change of threads per chunk
 * @param endings what the session's close waits for
 * @param report is told what is done
 */
public record SessionGround(
        MachineId machine,
        Scheduler delivery,
        Scheduler threads,
        Function<String, Mono<DuplexStream>> subsystem,
        Endings endings,
        SessionReport report) {

    /** {@return what a session has; empty for one that is none of ours} */
    public static Optional<SessionGround> of(SshSession session) {
        return session instanceof Grounded grounded ? grounded.ground() : Optional.empty();
    }

    /** {@return the same, for one of several users of a session} */
    public SessionGround tracked(UnaryOperator<Mono<DuplexStream>> tracking) {
        return new SessionGround(
                machine, delivery, threads, name -> tracking.apply(subsystem.apply(name)), endings, report);
    }
}
