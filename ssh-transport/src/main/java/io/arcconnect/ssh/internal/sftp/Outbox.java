package io.arcconnect.ssh.internal.sftp;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Packets on their way to the stream, put in by any thread without a lock. Whoever asks bounds how many they are. Small ones
 * that are there at the same time travel together: to encrypt, frame and send one costs the same as to do so with many.
 */
final class Outbox {

    private static final int SMALL = 512;
    private static final int TOGETHER = 8 * 1024;

    private final Queue<ByteBuffer> arriving = new ConcurrentLinkedQueue<>();
    private final AtomicInteger work = new AtomicInteger();
    private final Sinks.Many<ByteBuffer> packets =
            Sinks.unsafe().many().unicast().onBackpressureBuffer();

    void put(ByteBuffer packet) {
        arriving.add(packet);
        if (work.getAndIncrement() == 0) {
            drain();
        }
    }

    /** Runs what puts several packets in, and sends them afterwards. It must be short. */
    void together(Runnable puts) {
        boolean isMine = work.getAndIncrement() == 0;
        try {
            puts.run();
        } finally {
            if (isMine) {
                drain();
            }
        }
    }

    private void drain() {
        int missed = work.get();
        do {
            for (ByteBuffer next = arriving.poll(); next != null; next = arriving.poll()) {
                // A stream that takes no more has ended, and tells so itself.
                packets.tryEmitNext(next.remaining() <= SMALL ? withOthers(next) : next);
            }
            missed = work.addAndGet(-missed);
        } while (missed != 0);
    }

    private ByteBuffer withOthers(ByteBuffer first) {
        ByteBuffer second = arriving.peek();
        if (second == null || second.remaining() > SMALL) {
            return first;
        }
        ByteBuffer all = ByteBuffer.allocate(TOGETHER).put(first);
        for (ByteBuffer next = second;
                next != null && next.remaining() <= SMALL && next.remaining() <= all.remaining();
                next = arriving.peek()) {
            all.put(next);
            arriving.remove();
        }
        return all.flip();
    }

    Flux<ByteBuffer> packets() {
        return packets.asFlux();
    }
}
