package io.arcconnect.benchmarks.soak;

import io.arcconnect.error.ArcConnectException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import reactor.core.Exceptions;

/** What ended, and how. Safe to use from any thread. */
final class Counts {

    private final Map<String, LongAdder> endings = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> unexpected = new ConcurrentSkipListMap<>();

    void done(String work) {
        add(endings, "done " + work);
    }

    void cancelled() {
        add(endings, "cancelled on purpose");
    }

    /**
     * An error that has a code, or the connection of a program that the tunnel carried. A bound of ours is for what is endless;
     * everything else must have ended before.
     */
    void failed(String work, boolean isEndless, Throwable wrapped) {
        Throwable error = Exceptions.unwrap(wrapped);
        if (error instanceof ArcConnectException typed) {
            add(endings, "failed " + typed.reason().code());
        } else if (isEndless && error instanceof TimeoutException) {
            add(endings, "failed within the bound of " + work);
        } else if (error instanceof IOException) {
            add(endings, "failed connection of the program");
        } else {
            add(unexpected, work + ": " + error);
        }
    }

    long total() {
        return endings.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** {@return what has neither a code nor a bound: each is a fault of ours} */
    Map<String, LongAdder> unexpected() {
        return unexpected;
    }

    private static void add(Map<String, LongAdder> where, String what) {
        where.computeIfAbsent(what, first -> new LongAdder()).increment();
    }

    /** {@return one line for each ending} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        endings.forEach((what, count) -> text.append(String.format("%8d %s%n", count.sum(), what)));
        unexpected.forEach((what, count) -> text.append(String.format("%8d UNEXPECTED %s%n", count.sum(), what)));
        return text.toString();
    }
}
