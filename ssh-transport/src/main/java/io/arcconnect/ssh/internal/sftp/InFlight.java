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

    /** At most this many requests, however little each carries. */
    private static final int MOST_REQUESTS = 512;

    /** As many are under way where the window is narrow, unless they become {@link #SMALL_CHUNK}s. */
    private static final int LEAST_REQUESTS = 8;

    private static final int SMALL_CHUNK = 32 * 1024;

    /** A change of threads, and a packet of SSH, for so many pieces of a file. */
    private static final int LUMP = 4;

    private final Deque<Waiting> queue = new ArrayDeque<>();
    private long free;
    private int leases;
    private final int capacity;

    InFlight(int capacity) {
        this.capacity = capacity;
        this.free = capacity;
    }

    /** {@return one transfer's share, which it must close} */
    synchronized Lease lease() {
        leases++;
        return new Lease();
    }

    /** {@return whether nobody has a share} */
    synchronized boolean isIdle() {
        return leases == 0;
    }

    /** {@return what a request that carries so much counts for} */
    int share(int bytes) {
        return Math.max(bytes, capacity / MOST_REQUESTS);
    }

    /** {@return how much of a file one request may carry, of what the server allows} */
    int chunk(int limit) {
        return chunk(limit, capacity);
    }

    /** As above, for whoever may have so many bytes under way; some requests always are, so that the server need not wait. */
    static int chunk(int limit, int capacity) {
        return Math.min(limit, Math.min(capacity, Math.max(SMALL_CHUNK, capacity / LEAST_REQUESTS)));
    }

    /** {@return how many requests to make at once: few enough that others are under way meanwhile} */
    int lump(int chunk) {
        return Math.max(1, Math.min(LUMP, capacity / chunk / 8));
    }

    /** What one transfer holds. */
    final class Lease implements AutoCloseable {

        private long held;
        private boolean closed;

        /** {@return how many requests to make at once: few enough that others are under way meanwhile} */
        int lump(int chunk) {
            return InFlight.this.lump(chunk);
        }

        /** Waits for room. A share that is closed gets none. */
        Mono<Void> take(int bytes) {
            return Mono.create(sink -> {
                synchronized (InFlight.this) {
                    queue.add(new Waiting(this, Math.min(bytes, capacity), sink));
                }
                settle();
            });
        }

        /** As {@link #take}, where there is room and nobody else waits for it. */
        boolean takeNow(int bytes) {
            synchronized (InFlight.this) {
                int needed = Math.min(bytes, capacity);
                if (closed || !queue.isEmpty() || needed > free) {
                    return false;
                }
                free -= needed;
                held += needed;
                return true;
            }
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
                leases -= closed ? 0 : 1;
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
