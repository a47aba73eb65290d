package io.arcconnect.cli.fleet;

import io.arcconnect.cli.console.Harmless;
import io.arcconnect.cli.console.Surroundings;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Whether a person agrees to run something on many machines: they type how many.
 *
 * @param given on the command line
 * @param around the process, with somebody to ask
 */
record FleetConsent(boolean given, Surroundings around) {

    /** More than these are asked about. */
    static final int MANY = 10;

    Mono<Boolean> to(String what, int machines) {
        return given || machines <= MANY
                ? Mono.just(true)
                : Mono.fromCallable(() -> ask(what, machines)).subscribeOn(Schedulers.boundedElastic());
    }

    private boolean ask(String what, int machines) {
        Optional<String> typed = around.terminal()
                .ask("Run \"" + Harmless.line(what) + "\" on " + machines + " machines? Type " + machines
                        + " to do so: ");
        boolean agreed = typed.filter(text -> text.strip().equals(String.valueOf(machines)))
                .isPresent();
        if (!agreed) {
            around.err()
                    .print(
                            typed.isEmpty()
                                    ? "Nobody can be asked: there is no terminal. Add --yes to run it on " + machines
                                            + " machines. Nothing was done.\n"
                                    : "Declined. Nothing was done.\n");
            around.err().flush();
        }
        return agreed;
    }
}
