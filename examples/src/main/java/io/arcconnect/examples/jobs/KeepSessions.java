package io.arcconnect.examples.jobs;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.ConnectionLimits;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshPool;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A service that works on the same machines all day. */
public final class KeepSessions {

    private KeepSessions() {}

    /**
     * Makes an {@code ArcConnect} that keeps to limits.
     *
     * @param builder with a credential
     * @return it
     */
    public static ArcConnect limited(ArcConnectBuilder builder) {
        return builder.connectionLimits(ConnectionLimits.NONE.withPerMachine(4).withTotal(500))
                .build();
    }

    /**
     * Makes an {@code ArcConnect} that dials a second time when a dial takes longer than 95 of a hundred have.
     *
     * @param builder with a credential
     * @return it
     */
    public static ArcConnect hedged(ArcConnectBuilder builder) {
        return builder.timing(timing -> timing.hedgeDials(95, Duration.ofMillis(500)))
                .build();
    }

    /**
     * Makes the service's pool, once.
     *
     * @param ssh how to log in
     * @return the pool
     */
    public static SshPool pool(Ssh ssh) {
        return SshPool.of(ssh.keepAlive(Duration.ofSeconds(15), 3))
                .maxSessions(2)
                .idle(Duration.ofMinutes(5));
    }

    /**
     * Runs commands that come one by one; all share one or two connections.
     *
     * @param machine where
     * @param pool the service's own
     * @param commands what to run
     * @return the results, in the order of the commands
     */
    public static Flux<ExecResult> run(ArcMachine machine, SshPool pool, Flux<String> commands) {
        return commands.flatMapSequential(command -> machine.use(pool, session -> session.exec(command)), 8);
    }

    /**
     * Ends the service: what runs may come to its end.
     *
     * @param arc the service's own
     * @return the end
     */
    public static Mono<Void> end(ArcConnect arc) {
        return arc.drain(Duration.ofMinutes(2));
    }
}
