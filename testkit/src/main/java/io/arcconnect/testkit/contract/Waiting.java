package io.arcconnect.testkit.contract;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Bounded waits. */
final class Waiting {

    static final Duration SOON = Duration.ofSeconds(20);

    /** For what a service does in its own time, such as an installation. */
    static final Duration LONG = Duration.ofMinutes(20);

    private Waiting() {}

    /** Runs what may block on a thread of its own. */
    static <T> CompletableFuture<T> aside(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(work.call());
                    } catch (Exception | AssertionError failed) {
                        result.completeExceptionally(failed);
                    }
                },
                "contract-aside");
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    static <T> T await(CompletableFuture<T> result) throws Exception {
        return result.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + SOON.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Waits until a counter has stood still for a while, which is all that can be seen of something that waits. */
    static long standstill(AtomicLong counter) {
        long seen = counter.get();
        for (int still = 0; still < 20; still++) {
            LockSupport.parkNanos(10_000_000);
            if (counter.get() != seen) {
                seen = counter.get();
                still = 0;
            }
        }
        return seen;
    }
}
