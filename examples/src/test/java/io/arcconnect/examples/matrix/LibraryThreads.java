package io.arcconnect.examples.matrix;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;

/** The threads of the library in this JVM; those of the emulator are not counted. */
final class LibraryThreads {

    private static final Duration LOOKS = Duration.ofMillis(20);
    private static final Duration ENDING = Duration.ofSeconds(30);

    private LibraryThreads() {}

    static Set<String> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("arc-") && !name.startsWith("arc-emulator"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return those that do not end, beside these} */
    static Set<String> leftBeside(Set<String> before) {
        return Flux.interval(LOOKS)
                .map(tick -> {
                    Set<String> left = alive();
                    left.removeAll(before);
                    return left;
                })
                .takeUntil(Set::isEmpty)
                .take(ENDING)
                .blockLast(ENDING.multipliedBy(2));
    }
}
