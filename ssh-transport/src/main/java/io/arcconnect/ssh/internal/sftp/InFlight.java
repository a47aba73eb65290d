package io.arcconnect.ssh.internal.sftp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * How many bytes of files may be under way at once, over all transfers of a client. It bounds memory; a long path is filled
 * by bytes, not by requests.
 */
final class InFlight {

    private record Waiting(Lease lease, int bytes, MonoSink<Void> sink) {}

    private final Deque<Waiting> queue = new ArrayDeque<>();
    private long free;
    private final int capacity;

    InFlight(int capacity) {
        this.capacity = capacity;
        this.free = capacity;
    }

    /** {@return one transfer's share, which it must close} */
    Lease lease() {
        return new Lease();
    }

    /** What one transfer holds. */
    final class Lease implements AutoCloseable {

        private long held;
        private boolean closed;

        /** Waits for room. A share that is closed gets none. */
        Mono<Void> take(int bytes) {
            return Mono.create(sink -> {
                synchronized (InFlight.this) {
                    queue.add(new Waiting(this, Math.min(bytes, capacity), sink));
                }
                settle();
            });
        }

        void give(int bytes) {
            synchronized (InFlight.this) {
                long back = Math.min(held, Math.min(bytes, capacity));
                held -= back;
                free += back;
            }
            settle();
        }

        /** Gives everything back, and lets those waiting wait for ever: they have been cancelled. */
        @Override
        public void close() {
            synchronized (InFlight.this) {
                closed = true;
                free += held;
                held = 0;
                queue.removeIf(waiting -> waiting.lease() == this);
            }
            settle();
        }
    }

    /** Lets in who is next, and tells them outside of the lock. */
    private void settle() {
        List<MonoSink<Void>> in = new ArrayList<>();
        synchronized (this) {
            while (!queue.isEmpty()
                    && (queue.element().lease().closed || queue.element().bytes() <= free)) {
                Waiting next = queue.remove();
                if (!next.lease().closed) {
                    free -= next.bytes();
                    next.lease().held += next.bytes();
                    in.add(next.sink());
                }
            }
        }
        in.forEach(MonoSink::success);
    }
}
