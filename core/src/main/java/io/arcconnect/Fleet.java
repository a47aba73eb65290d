package io.arcconnect;

import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Protocol;
import java.time.Duration;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The same work on many machines, one {@link Outcome} for each: a machine that fails is one line of the result, and stops
 * nobody else unless {@link #stopAfter} or {@link #canary} say so. Immutable; each option returns another fleet.
 *
 * <pre>{@code
 * arc.fleet(machines)
 *         .concurrency(16)
 *         .timeout(Duration.ofMinutes(2))
 *         .canary(2)
 *         .stopAfter(10)
 *         .use(ssh, session -> session.exec("apt-get -q update").map(ExecResult::orThrow))
 * }</pre>
 *
 * <p><b>What failed is for the work to say:</b> a command that ends with another status than 0 has run, and counts as done,
 * unless the work ends with {@code map(ExecResult::orThrow)}.
 *
 * <p><b>Demand:</b> at most {@link #concurrency} machines are begun beyond what was asked for, and as many more are read from the
 * source; nothing else is kept, so a fleet of 10,000 machines needs no more memory than one of 100. <b>Error:</b> the
 * source's own, once the machines that are under way have come to their end. <b>Cancel</b> aborts what is under way and
 * closes its sessions. <b>Threads:</b> the work and its outcome are on library threads that may block.
 *
 * <p>A listener is told of each machine's beginning and end, with the counts so far: {@code onFleet}.
 */
public interface Fleet {

    /**
     * Sets how many machines are worked on at a time. Default 16.
     *
     * @param machines at least 1
     * @return another fleet
     * @throws IllegalArgumentException when less
     */
    Fleet concurrency(int machines);

    /**
     * Bounds the work on each machine, from opening the session to the result of the work. Default: none. A machine that takes
     * longer is {@code operation.timed_out}, its work is cancelled and its session closed; what it had done until then stays
     * done.
     *
     * @param perMachine more than zero
     * @return another fleet
     * @throws IllegalArgumentException when not more than zero
     */
    Fleet timeout(Duration perMachine);

    /**
     * Gives outcomes in the order of the machines. Default: first come, first given. A slow machine then holds back the
     * outcomes behind it and, once {@link #concurrency} of them wait, the machines behind those.
     *
     * @return another fleet
     */
    Fleet inOrder();

    /**
     * Begins no further machine after so many failures; the rest is {@link Outcome.Status#SKIPPED}. What is under way then comes
     * to its end, so that there may be a few failures more. Default: never.
     *
     * @param failures at least 1
     * @return another fleet
     * @throws IllegalArgumentException when less
     */
    Fleet stopAfter(int failures);

    /**
     * Works on the first machines alone, and on the others only when none of those has failed; otherwise the others are
     * {@link Outcome.Status#SKIPPED}. Default: none.
     *
     * @param machines at least 1
     * @return another fleet
     * @throws IllegalArgumentException when less
     */
    Fleet canary(int machines);

    /**
     * Opens a session on each machine, runs the work on it and closes it, as {@link ArcMachine#use} does.
     *
     * @param protocol of which kind
     * @param work what to do
     * @param <S> the session
     * @param <R> the result
     * @return an outcome for each machine
     */
    default <S extends AsyncCloseable, R> Flux<Outcome<R>> use(
            Protocol<S> protocol, Function<? super S, Mono<R>> work) {
        return each(machine -> machine.use(protocol, work));
    }

    /**
     * Does something else with each machine, such as {@code machine -> machine.diagnose(ssh)}.
     *
     * @param work what to do
     * @param <R> the result
     * @return an outcome for each machine
     */
    <R> Flux<Outcome<R>> each(Function<? super ArcMachine, Mono<R>> work);
}
