package io.arcconnect.cli.files;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast something has grown in the last seconds. */
final class Pace {

    private static final long WINDOW = 5_000_000_000L;

    private record Sample(long nanos, long count) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    void add(long nanos, long count) {
        samples.addLast(new Sample(nanos, count));
        while (samples.size() > 2 && nanos - samples.getFirst().nanos() > WINDOW) {
            samples.removeFirst();
        }
    }

    /** {@return how much a second; 0 while too little is known} */
    double perSecond() {
        if (samples.size() < 2) {
            return 0;
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        long nanos = last.nanos() - first.nanos();
        return nanos <= 0 ? 0 : Math.max(0, (double) (last.count() - first.count()) * 1e9 / (double) nanos);
    }
}
