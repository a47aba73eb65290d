package io.arcconnect.examples.promises;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;

/** The threads of the library that live in this JVM; those of the emulator and of Reactor itself are not counted. */
final class LibraryThreads {

    private LibraryThreads() {}

    static Set<String> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("arc-") && !name.startsWith("arc-emulator"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Waits until nothing but these is left. */
    static void awaitOnly(Set<String> expected, Duration bound) {
        try {
            Flux.interval(Duration.ofMillis(20))
                    .filter(tick -> expected.containsAll(alive()))
                    .blockFirst(bound);
        } catch (IllegalStateException tooLate) {
            throw new AssertionError("threads are left: " + alive() + ", expected only " + expected, tooLate);
        }
    }
}
