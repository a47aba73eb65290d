package io.arcconnect.internal.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.MonoSink;

/**
 * One publisher's way into a socket. Buffers may arrive on any thread and are written by the event loop, all that have
 * arrived with one flush: a change of threads and a system call for each would cost more than the copying. Fields without
 * another note belong to the event loop.
 */
final class TcpCopy extends BaseSubscriber<ByteBuffer> {

    /** The bound of {@code DuplexStream#send}. */
    private static final int BOUND = 512 * 1024;

    /** What a buffer is taken for before a larger one has come: our own streams have none that is larger. */
    private static final int USUAL = 64 * 1024;

    private final Channel channel;
    private final Consumer<Throwable> onLost;
    private final MonoSink<Void> sink;
    private final Runnable onEnd;
    private final Queue<ByteBuffer> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean drainIsDue = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private int largest = USUAL;
    private int asked = 1;
    private int unwritten;
    private boolean sourceEnded;

    /** The last argument is run when another publisher may follow. */
    TcpCopy(Channel channel, Consumer<Throwable> onLost, MonoSink<Void> sink, Runnable onEnd) {
        this.channel = channel;
        this.onLost = onLost;
        this.sink = sink;
        this.onEnd = onEnd;
    }

    /** One only, because nobody knows yet how large they are. */
    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        subscription.request(1);
    }

    @Override
    protected void hookOnNext(ByteBuffer bytes) {
        arrived.add(bytes);
        if (drainIsDue.compareAndSet(false, true)) {
            onLoop(this::drain);
        }
    }

    @Override
    protected void hookOnComplete() {
        onLoop(() -> {
            sourceEnded = true;
            endIfWritten();
        });
    }

    @Override
    protected void hookOnError(Throwable problem) {
        onLoop(() -> end(problem));
    }

    /** Nobody waits any more. What was taken from the publisher is sent. */
    void abandon() {
        if (over.compareAndSet(false, true)) {
            cancel();
            onLoop(this::drain);
            onEnd.run();
        }
    }

    void lose(Throwable cause) {
        cancel();
        end(cause);
    }

    private void onLoop(Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException ended) {
            lose(ended);
        }
    }

    /** Writes what has arrived, as far as the bound allows, or all of it when nothing more is asked for. */
    private void drain() {
        drainIsDue.set(false);
        boolean any = false;
        while (unwritten < BOUND || over.get()) {
            ByteBuffer bytes = arrived.poll();
            if (bytes == null) {
                break;
            }
            any = true;
            asked--;
            write(bytes);
        }
        if (any) {
            channel.flush();
        }
        ask();
    }

    private void write(ByteBuffer bytes) {
        int size = bytes.remaining();
        largest = Math.max(largest, size);
        unwritten += size;
        channel.write(Unpooled.wrappedBuffer(bytes)).addListener(done -> {
            unwritten -= size;
            if (done.isSuccess()) {
                goOn();
            } else {
                onLost.accept(done.cause());
                lose(done.cause());
            }
        });
    }

    private void goOn() {
        if (!arrived.isEmpty() && drainIsDue.compareAndSet(false, true)) {
            onLoop(this::drain);
        }
        ask();
        endIfWritten();
    }

    /** Asks for as many as have room, many at once: an answer may cost the publisher a change of threads, too. */
    private void ask() {
        int room = (BOUND - unwritten) / largest - asked;
        boolean isStarving = asked == 0 && unwritten < BOUND;
        boolean isWorthIt = room > 0 && room * 2 >= BOUND / largest;
        if (!over.get() && !sourceEnded && (isStarving || isWorthIt)) {
            int more = Math.max(1, room);
            asked += more;
            request(more);
        }
    }

    private void endIfWritten() {
        if (sourceEnded && unwritten == 0 && arrived.isEmpty()) {
            end(null);
        }
    }

    private void end(@Nullable Throwable problem) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        if (problem != null && channel.eventLoop().inEventLoop()) {
            drain();
        }
        onEnd.run();
        if (problem == null) {
            sink.success();
        } else {
            sink.error(problem);
        }
    }
}
