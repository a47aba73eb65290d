package io.arcconnect.cli.options;

import io.arcconnect.ArcMachine;
import io.arcconnect.cli.console.Terminal;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.model.ServicePolicy;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Whether the way to a machine's SSH server may be set up, as {@code az ssh arc} asks: said beforehand, or asked once it turns
 * out to be missing.
 *
 * @param given beforehand, with {@code --yes}
 * @param port the one that was named; a port that nobody named is not moved unasked
 * @param terminal where to ask otherwise
 */
record SetUpConsent(boolean given, Optional<Integer> port, Terminal terminal) {

    /** Does the work, again after a consent. What failed the first time failed before it reached the machine. */
    <T> Mono<T> to(ArcMachine machine, Function<ArcMachine, Mono<T>> work) {
        ServicePolicy before = given
                ? port.map(named -> ServicePolicy.REPLACE_PORT).orElse(ServicePolicy.ENABLE_IF_MISSING)
                : ServicePolicy.NEVER_WRITE;
        return work.apply(machine.withServicePolicy(before))
                .onErrorResume(
                        ArcConnectException.class,
                        error -> needed(error)
                                .filter(policy -> policy != before)
                                .map(policy -> agreed(error, policy)
                                        .flatMap(yes -> yes
                                                ? work.apply(machine.withServicePolicy(policy))
                                                : Mono.error(error)))
                                .orElseGet(() -> Mono.error(error)));
    }

    private static Optional<ServicePolicy> needed(ArcConnectException error) {
        if (error.reason() == ArcReason.SERVICE_NOT_ENABLED) {
            return Optional.of(ServicePolicy.ENABLE_IF_MISSING);
        }
        return error.reason() == ArcReason.SERVICE_PORT_CONFLICT
                ? Optional.of(ServicePolicy.REPLACE_PORT)
                : Optional.empty();
    }

    private Mono<Boolean> agreed(ArcConnectException error, ServicePolicy policy) {
        String question = policy == ServicePolicy.REPLACE_PORT
                ? "Whoever uses the other port through Arc is cut off. May ArcConnect set up this one? (yes/no) "
                : "May ArcConnect set up the port for SSH through Azure Arc on this machine? (yes/no) ";
        return Mono.fromCallable(() -> terminal.ask(what(error) + System.lineSeparator() + question)
                        .map(answer -> answer.strip().matches("(?i)y|yes"))
                        .orElse(false))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static String what(ArcConnectException error) {
        return error.failure().detail();
    }
}
