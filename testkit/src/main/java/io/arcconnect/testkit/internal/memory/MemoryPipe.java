package io.arcconnect.testkit.internal.memory;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** One direction: a queue of at most 512 KiB, or of one chunk more. */
final class MemoryPipe {

    private static final long BOUND = 512 << 10;

    private final Sinks.Many<ByteBuffer> sink =
            Sinks.many().unicast().onBackpressureBuffer(new ConcurrentLinkedQueue<>());
    private final AtomicLong queued = new AtomicLong();
    private final AtomicReference<@Nullable Runnable> waiting = new AtomicReference<>();
    private volatile boolean drops;

    Flux<ByteBuffer> receive() {
        return sink.asFlux().doOnNext(bytes -> taken(bytes.remaining())).doOnCancel(this::dropFromNowOn);
    }

    /** Takes a chunk that belongs to the pipe. */
    void put(ByteBuffer chunk) {
        if (!drops) {
            queued.addAndGet(chunk.remaining());
            emit(() -> sink.tryEmitNext(chunk));
        }
    }

    /** Runs a task once there is room: now, or when something was taken. */
    void whenRoom(Runnable task) {
        waiting.set(task);
        wake();
    }

    void end(Optional<Throwable> cause) {
        emit(() -> cause.map(sink::tryEmitError).orElseGet(sink::tryEmitComplete));
        dropFromNowOn();
    }

    /** A sender's bytes and somebody else's end may come at the same moment; whatever comes after the end is dropped. */
    private static void emit(Supplier<Sinks.EmitResult> signal) {
        while (signal.get() == Sinks.EmitResult.FAIL_NON_SERIALIZED) {
            Thread.onSpinWait();
        }
    }

    private void taken(long bytes) {
        queued.addAndGet(-bytes);
        wake();
    }

    private void dropFromNowOn() {
        drops = true;
        wake();
    }

    private void wake() {
        if (drops || queued.get() < BOUND) {
            Runnable task = waiting.getAndSet(null);
            if (task != null) {
                task.run();
            }
        }
    }
}
