package io.arcconnect.benchmarks.compare;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Ends a process, and waits until those that it started have ended too: they write down what they took. */
final class Ending {

    private Ending() {}

    static void of(Process process) {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, 10, TimeUnit.SECONDS)
                .join();
    }
}
