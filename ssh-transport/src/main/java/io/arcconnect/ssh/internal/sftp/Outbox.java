package io.arcconnect.ssh.internal.sftp;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Packets on their way to the stream, put in by any thread without a lock. Whoever asks bounds how many they are. */
final class Outbox {

    private final Queue<ByteBuffer> arriving = new ConcurrentLinkedQueue<>();
    private final AtomicInteger work = new AtomicInteger();
    private final Sinks.Many<ByteBuffer> packets =
            Sinks.unsafe().many().unicast().onBackpressureBuffer();

    void put(ByteBuffer packet) {
        arriving.add(packet);
        if (work.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            for (ByteBuffer next = arriving.poll(); next != null; next = arriving.poll()) {
                // A stream that takes no more has ended, and tells so itself.
                packets.tryEmitNext(next);
            }
            missed = work.addAndGet(-missed);
        } while (missed != 0);
    }

    Flux<ByteBuffer> packets() {
        return packets.asFlux();
    }
}
