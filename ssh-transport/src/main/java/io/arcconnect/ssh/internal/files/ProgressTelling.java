package io.arcconnect.ssh.internal.files;

import io.arcconnect.ssh.TransferProgress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/** Tells a listener the latest state, one call at a time; a slow listener misses states and slows nothing down. */
public final class ProgressTelling {

    private final Consumer<TransferProgress> listener;
    private final Scheduler threads;
    private final AtomicReference<@Nullable TransferProgress> latest = new AtomicReference<>();
    private final AtomicInteger work = new AtomicInteger();
    private final Sinks.Empty<Void> told = Sinks.empty();
    private volatile boolean over;
    private volatile @Nullable Throwable problem;

    public ProgressTelling(Consumer<TransferProgress> listener, Scheduler threads) {
        this.listener = listener;
        this.threads = threads;
    }

    public void tell(TransferProgress progress) {
        if (listener != TransferOrder.NOBODY) {
            latest.set(progress);
            wake();
        }
    }

    /** Completes when the last state was told; fails with what the listener threw first. */
    public Mono<Void> done() {
        return Mono.defer(() -> {
            over = true;
            wake();
            return told.asMono();
        });
    }

    private void wake() {
        if (work.getAndIncrement() == 0) {
            try {
                var unused = threads.schedule(this::run);
            } catch (RuntimeException ended) {
                told.tryEmitError(ended);
            }
        }
    }

    private void run() {
        int missed = work.get();
        do {
            tellLatest();
            missed = work.addAndGet(-missed);
        } while (missed != 0);
    }

    private void tellLatest() {
        boolean last = over;
        TransferProgress next = latest.getAndSet(null);
        if (next != null && problem == null) {
            try {
                listener.accept(next);
            } catch (RuntimeException | Error thrown) { // a test's assertion is an error, and must not be waited for

                problem = thrown;
            }
        }
        if (last) {
            Throwable thrown = problem;
            if (thrown == null) {
                told.tryEmitEmpty();
            } else {
                told.tryEmitError(thrown);
            }
        }
    }
}
