package io.arcconnect.testkit.internal.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * One direction of a tunnel. Without delay, data is written as it comes and flushed once per batch. With a delay it rests
 * in a delay line: everything arrives later, as much per second as before.
 */
final class Pipe {

    /** As much as 50 ms hold at more than 1 GiB/s. */
    private static final long DELAY_LINE = 64L << 20;

    private final Leg source;
    private final Leg sink;
    private final long delayNanos;
    private final LongAdder passed;
    private final AtomicLong resting = new AtomicLong();
    private final Queue<List<Object>> line = new ConcurrentLinkedQueue<>();
    private List<Object> batch = new ArrayList<>();

    Pipe(Leg source, Leg sink, long delayNanos, LongAdder passed) {
        this.source = source;
        this.sink = sink;
        this.delayNanos = delayNanos;
        this.passed = passed;
        if (delayNanos > 0) {
            sink.channel.closeFuture().addListener(closed -> drop());
        }
    }

    void pass(Object data) {
        passed.add(size(data));
        if (delayNanos == 0) {
            sink.write(data);
        } else {
            batch.add(data);
        }
    }

    void batchEnd() {
        if (delayNanos == 0) {
            sink.channel.flush();
            if (!sink.channel.isWritable()) {
                source.channel.config().setAutoRead(false);
                // The other event loop may have said "writable" in between, and says it only once.
                writabilityChanged();
            }
        } else if (!batch.isEmpty()) {
            delay();
        }
    }

    void writabilityChanged() {
        if (delayNanos == 0 && sink.channel.isWritable()) {
            source.channel.config().setAutoRead(true);
        }
    }

    void end(boolean inOrder) {
        batchEnd();
        Runnable ending = inOrder ? sink::endedByPeer : sink::lostByPeer;
        if (delayNanos == 0) {
            sink.channel.eventLoop().execute(ending);
        } else {
            sink.channel.eventLoop().schedule(ending, delayNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void delay() {
        List<Object> later = batch;
        batch = new ArrayList<>();
        long bytes = later.stream().mapToLong(Pipe::size).sum();
        if (resting.addAndGet(bytes) > DELAY_LINE) {
            source.channel.config().setAutoRead(false);
            resumeIfDrained();
        }
        line.add(later);
        if (!sink.channel.isOpen()) {
            drop();
            return;
        }
        sink.channel.eventLoop().schedule(this::arrive, delayNanos, TimeUnit.NANOSECONDS);
    }

    /** An event loop that ends forgets what it was to do later, buffers and all. */
    private void drop() {
        for (List<Object> lost = line.poll(); lost != null; lost = line.poll()) {
            lost.forEach(ReferenceCountUtil::release);
        }
    }

    private void arrive() {
        List<Object> due = line.poll();
        if (due == null) {
            return;
        }
        for (Object data : due) {
            long bytes = size(data);
            sink.write(data).addListener(written -> {
                resting.addAndGet(-bytes);
                resumeIfDrained();
            });
        }
        sink.channel.flush();
    }

    private void resumeIfDrained() {
        if (!source.channel.config().isAutoRead() && resting.get() < DELAY_LINE / 2) {
            source.channel.config().setAutoRead(true);
        }
    }

    private static long size(Object data) {
        return data instanceof ByteBuf bytes
                ? bytes.readableBytes()
                : data instanceof ByteBufHolder holder ? holder.content().readableBytes() : 0;
    }
}
