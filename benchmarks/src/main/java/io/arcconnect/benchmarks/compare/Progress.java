package io.arcconnect.benchmarks.compare;

import java.time.Duration;
import java.util.Locale;

/** Says how far a run is, as it goes. */
final class Progress {

    private final long begun = System.nanoTime();
    private final int disciplines;
    private int current;

    Progress(int disciplines) {
        this.disciplines = disciplines;
    }

    void begins(Discipline discipline) {
        current++;
        say(discipline.key() + " warms up");
    }

    void round(Discipline discipline, int round, int rounds) {
        say(discipline.key() + " round " + round + " of " + rounds);
    }

    private void say(String what) {
        Duration passed = Duration.ofNanos(System.nanoTime() - begun);
        System.err.printf(
                Locale.ROOT,
                "[%d of %d, %d:%02d] %s%n",
                current,
                disciplines,
                passed.toMinutes(),
                passed.toSecondsPart(),
                what);
    }
}
