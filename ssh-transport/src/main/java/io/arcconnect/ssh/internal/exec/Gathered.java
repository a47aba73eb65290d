package io.arcconnect.ssh.internal.exec;

import io.arcconnect.ssh.OutputLimit;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gathers an output within its limit. What has arrived can be had at any time. */
final class Gathered {

    private static final int FIRST_RING = 64 * 1024;

    private final OutputLimit limit;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private byte[] ring = new byte[0];
    private long inTail;
    private long written;

    Gathered(OutputLimit limit) {
        this.limit = limit;
    }

    /** Gathers heap buffers to their end. */
    Mono<Void> from(Flux<ByteBuffer> chunks) {
        return chunks.collect(() -> this, Gathered::add).then();
    }

    synchronized void add(ByteBuffer chunk) {
        byte[] bytes = chunk.array();
        int offset = chunk.arrayOffset() + chunk.position();
        int length = chunk.remaining();
        written += length;
        int first = Math.min(length, limit.head() - head.size());
        head.write(bytes, offset, first);
        if (limit.tail() > 0 && length > first) {
            addToTail(bytes, offset + first, length - first);
        }
    }

    private void addToTail(byte[] bytes, int offset, int length) {
        grow(length);
        int from = Math.max(0, length - ring.length); // what would be overwritten at once
        inTail += from;
        for (int done = from; done < length; ) {
            int at = (int) (inTail % ring.length);
            int part = Math.min(length - done, ring.length - at);
            System.arraycopy(bytes, offset + done, ring, at, part);
            done += part;
            inTail += part;
        }
    }

    /** Until it has its full size, nothing in it has been overwritten. */
    private void grow(int length) {
        long needed = inTail + length;
        if (needed > ring.length && ring.length < limit.tail()) {
            long size = Math.max(FIRST_RING, Math.max(needed, 2L * ring.length));
            ring = Arrays.copyOf(ring, (int) Math.min(limit.tail(), size));
        }
    }

    synchronized Captured captured() {
        int size = (int) Math.min(inTail, ring.length);
        byte[] tail = new byte[size];
        int start = inTail > ring.length ? (int) (inTail % ring.length) : 0;
        int first = Math.min(size, ring.length - start);
        System.arraycopy(ring, start, tail, 0, first);
        System.arraycopy(ring, 0, tail, first, size - first);
        return new Captured(head.toByteArray(), tail, written);
    }
}
