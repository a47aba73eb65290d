package io.arcconnect.examples.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.examples.matrix.Place.Leg;
import io.arcconnect.testkit.RunningMachine;
import io.arcconnect.testkit.RunningSsh;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One operation in one trouble. */
record Cell(Trouble trouble, Operation operation) {

    private static final Duration SETTLING = Duration.ofSeconds(30);
    private static final Duration LOOKS = Duration.ofMillis(5);

    Expected expected() {
        return Deviations.of(this).orElseGet(() -> Expected.of(trouble, operation));
    }

    /** {@return why there is nothing to run, in one line; empty for a cell that runs} */
    Optional<String> notApplicable() {
        return isMet() ? Deviations.notApplicable(this) : Optional.of("its way does not lead past");
    }

    /** {@return whether the operation's way leads past the trouble} */
    boolean isMet() {
        return operation.meets(trouble.place());
    }

    /** Runs in the trouble and, where that did not end well, once more without it. Fails with what is not as expected. */
    void run(Path folder, Echo echo, KeyPair hostKey) {
        Expected expected = expected();
        try (Ground ground = new Ground(operation, trouble, folder, echo, hostKey)) {
            operation.prepare(ground);
            if (trouble.isLate()) {
                assertThat(outcome(ground)).isEqualTo(Outcome.DONE);
                assertNothingIsOpen(ground);
                operation.prepare(ground);
            }
            int before = passages(ground);
            ground.arm();
            Outcome outcome = outcome(ground);
            assertThat(outcome).as(() -> words(ground)).isEqualTo(expected.outcome());
            assertNothingIsOpen(ground);
            int others = trouble.place().leg() == Leg.CALL ? 0 : operation.dialsOfOthers();
            int attempts = passages(ground) - before - others;
            assertThat(expected.attempts().allow(attempts))
                    .as("%d attempts, expected %s", attempts, expected.attempts())
                    .isTrue();
            operation.checkRemains(ground, outcome);
            ground.error().ifPresent(error -> assertTold(ground, error));
            if (!outcome.isDone() && !trouble.isLasting()) {
                again(ground);
            }
        }
    }

    /** A failure spoils nothing: no cached secret, no broken session, no file in the way. */
    private void again(Ground ground) {
        ground.disarm();
        Files.forgetParts(ground.there());
        Outcome outcome = outcome(ground);
        assertThat(outcome)
                .as(() -> "afterwards, without trouble: " + words(ground))
                .isEqualTo(Outcome.DONE);
        assertNothingIsOpen(ground);
        operation.checkRemains(ground, outcome);
    }

    private Outcome outcome(Ground ground) {
        return operation
                .run(ground)
                .thenReturn(Outcome.DONE)
                .onErrorResume(error -> {
                    ground.failedWith(error);
                    return Mono.just(Outcome.of(error));
                })
                .blockOptional(Ground.LIMIT)
                .orElseThrow();
    }

    private int passages(Ground ground) {
        if (trouble.place().leg() == Leg.CALL) {
            return (int) ground.emulator().requests(operation.meant(trouble.place())).stream()
                    .filter(request -> !request.path().contains("/" + Ground.OTHER))
                    .count();
        }
        return ground.emulator().dials().size();
    }

    /** A failure names its machine, and what to do. */
    private static void assertTold(Ground ground, Throwable error) {
        if (error instanceof ArcConnectException told) {
            assertThat(told.machine())
                    .as(() -> words(ground))
                    .contains(ground.running().id());
            assertThat(told)
                    .hasMessageContainingAll(
                            told.reason().code(), "web-01", told.reason().remedy());
        }
    }

    private static void assertNothingIsOpen(Ground ground) {
        for (RunningMachine machine : ground.machines()) {
            await("relay connections", machine::openConnections);
            await("SSH sessions", () -> machine.ssh().map(RunningSsh::sessions).orElse(0));
        }
        await("dials", ground.emulator()::heldDials);
        for (InetSocketAddress port : ground.ports()) {
            assertThat(Work.isClosed(port)).as("local port %s is closed", port).isTrue();
        }
    }

    private static void await(String what, java.util.function.IntSupplier open) {
        try {
            Flux.interval(LOOKS).filter(tick -> open.getAsInt() == 0).blockFirst(SETTLING);
        } catch (IllegalStateException tooLate) {
            throw new AssertionError(open.getAsInt() + " " + what + " are left open", tooLate);
        }
    }

    private static String words(Ground ground) {
        return ground.error().map(String::valueOf).orElse("nothing failed");
    }

    @Override
    public String toString() {
        return operation + ": " + trouble;
    }
}
