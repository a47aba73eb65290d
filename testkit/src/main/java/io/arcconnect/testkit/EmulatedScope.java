package io.arcconnect.testkit;

import io.arcconnect.ArcConnect;
import io.arcconnect.testkit.internal.watch.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What one test, or one class, has of the emulator, and what it has opened. */
final class EmulatedScope {

    private static final Duration CLOSE = Duration.ofSeconds(20);
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private final EmulatedSettings settings;
    private final Optional<EmulatedScope> shared;
    private final Watch watch = new Watch();

    @Nullable
    private ArcEmulator emulator;

    @Nullable
    private ArcConnect arc;

    /** With an emulator of its own, or with somebody else's. */
    EmulatedScope(EmulatedSettings settings, Optional<EmulatedScope> shared) {
        this.settings = settings;
        this.shared = shared;
    }

    /** What the calling thread opens is this scope's, until the answer is run. */
    Runnable settle() {
        return watch.settle();
    }

    synchronized ArcEmulator emulator() {
        if (shared.isPresent()) {
            return shared.get().emulator();
        }
        if (emulator == null) {
            emulator = settings.start();
            if (TOLD.compareAndSet(false, true)) {
                System.err.println("ArcEmulator: the first of this JVM started in "
                        + emulator.startedIn().toMillis() + " ms");
            }
        }
        return emulator;
    }

    synchronized ArcConnect arcConnect() {
        if (arc == null) {
            arc = emulator().arcConnect().build();
        }
        return arc;
    }

    /** The seed of the emulator that is running. */
    synchronized Optional<Long> seed() {
        return shared.isPresent()
                ? shared.get().seed()
                : Optional.ofNullable(emulator).map(ArcEmulator::seed);
    }

    /**
     * Closes what is ours.
     *
     * @param patience how long may still be closed what the test has closed
     * @return what was left open and may not be, and what was asked in vain
     */
    synchronized Verdict end(Duration patience) {
        List<Leak> leaks =
                new ArrayList<>(watch.await(kind -> counts(kind) && kind != Leak.Kind.ARC_CONNECT, patience));
        if (arc != null) {
            arc.close().block(CLOSE);
        }
        List<String> unanswered = emulator == null ? List.of() : emulator.unanswered();
        if (emulator != null) {
            emulator.close();
        }
        leaks.addAll(watch.await(kind -> counts(kind) && kind == Leak.Kind.ARC_CONNECT, patience));
        watch.abandon();
        if (counts(Leak.Kind.THREAD)) {
            leaks.addAll(watch.awaitThreads(patience));
        }
        return new Verdict(leaks, unanswered, emulator == null ? seed() : Optional.of(emulator.seed()));
    }

    private boolean counts(Leak.Kind kind) {
        return !settings.tolerated().contains(kind);
    }

    /** What there is to complain of. */
    record Verdict(List<Leak> leaks, List<String> unanswered, Optional<Long> seed) {

        Verdict withoutLeaks() {
            return new Verdict(List.of(), unanswered, seed);
        }

        void enforce(String who) {
            if (leaks.isEmpty() && unanswered.isEmpty()) {
                return;
            }
            StringBuilder text = new StringBuilder(who);
            if (!leaks.isEmpty()) {
                text.append(" left ").append(leaks.size()).append(" open");
                leaks.forEach(leak -> text.append("\n    ").append(leak));
            }
            if (!unanswered.isEmpty()) {
                text.append(leaks.isEmpty() ? " asked" : "\nand asked").append(" for what is not emulated");
                unanswered.forEach(line -> text.append("\n    ").append(line));
            }
            seed.ifPresent(number -> text.append("\n(seed ").append(number).append(')'));
            AssertionError error = new AssertionError(text.toString());
            // So that a click on the failure leads to where it was opened.
            leaks.stream()
                    .map(Leak::place)
                    .filter(place -> !place.isEmpty())
                    .findFirst()
                    .ifPresent(place -> error.setStackTrace(place.toArray(new StackTraceElement[0])));
            throw error;
        }
    }
}
