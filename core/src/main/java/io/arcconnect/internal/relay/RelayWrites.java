package io.arcconnect.internal.relay;

import io.arcconnect.spi.PushDuplexStream.WriteCompletion;
import io.arcconnect.spi.StreamEnd;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the socket. Any thread adds, in its own order; the event loop drains everything with one flush. A write
 * counts as done as soon as at most {@link #BOUND} bytes wait, which keeps the socket busy and the memory bounded.
 */
final class RelayWrites {

    /** Bytes that may be accepted and not yet written: the bound of {@code DuplexStream.send}. */
    static final long BOUND = 512 * 1024;

    private final ChannelHandlerContext context;
    private final Queue<Outgoing> queued = new ConcurrentLinkedQueue<>();
    private final Queue<WriteCompletion> waiting = new ArrayDeque<>();
    private final AtomicLong unwritten = new AtomicLong();
    private final AtomicBoolean drainIsDue = new AtomicBoolean();
    /** Why nothing can be written any more: always with a cause, because an orderly end stands for success here. */
    private volatile @Nullable StreamEnd end;

    /** One write. The completion is absent when it was told early. */
    private record Outgoing(
            ByteBuf frames, int size, @Nullable WriteCompletion completion) {}

    RelayWrites(ChannelHandlerContext context) {
        this.context = context;
    }

    /** Adds frames. Returns whether somebody must call {@link #drain} on the event loop. */
    boolean add(ByteBuf frames, WriteCompletion completion) {
        StreamEnd over = end;
        if (over != null) {
            frames.release();
            completion.written(over);
            return false;
        }
        int size = frames.readableBytes();
        boolean early = unwritten.addAndGet(size) <= BOUND;
        queued.add(new Outgoing(frames, size, early ? null : completion));
        boolean mustDrain = drainIsDue.compareAndSet(false, true);
        if (early) {
            completion.written(StreamEnd.orderly());
        }
        return mustDrain;
    }

    /** Hands everything to the socket. Event loop only. */
    void drain() {
        drainIsDue.set(false);
        long batch = 0;
        ChannelFuture last = null;
        for (Outgoing next = queued.poll(); next != null; next = queued.poll()) {
            StreamEnd over = end;
            if (over != null) {
                drop(next, over);
                continue;
            }
            batch += next.size;
            if (next.completion != null) {
                waiting.add(next.completion);
            }
            last = context.write(next.frames);
        }
        if (last != null) {
            long written = batch;
            last.addListener(done -> wrote(written));
            context.flush();
        }
    }

    private void wrote(long bytes) {
        unwritten.addAndGet(-bytes);
        StreamEnd over = end;
        while (!waiting.isEmpty() && (over != null || unwritten.get() <= BOUND)) {
            waiting.remove().written(over == null ? StreamEnd.orderly() : over);
        }
    }

    /** Fails what waits and whatever comes later. Event loop only. */
    void end(StreamEnd how) {
        if (end != null) {
            return;
        }
        StreamEnd failure = how.cause().isPresent() ? how : StreamEnd.lost(new ClosedChannelException());
        end = failure;
        drain();
        while (!waiting.isEmpty()) {
            waiting.remove().written(failure);
        }
    }

    /** Fails what is queued when the event loop is gone, on any thread. */
    void abandon() {
        StreamEnd failure = StreamEnd.lost(new ClosedChannelException());
        end = failure;
        for (Outgoing next = queued.poll(); next != null; next = queued.poll()) {
            drop(next, failure);
        }
    }

    private static void drop(Outgoing write, StreamEnd failure) {
        write.frames.release();
        if (write.completion != null) {
            write.completion.written(failure);
        }
    }
}
