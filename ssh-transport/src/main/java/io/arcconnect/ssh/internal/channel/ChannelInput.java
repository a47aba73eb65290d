package io.arcconnect.ssh.internal.channel;

import io.arcconnect.spi.StreamEnd;
import io.arcconnect.ssh.internal.connection.Batch;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.concurrent.Queues;

/** One output of the machine: what has arrived and nobody has taken yet. The channel's window bounds it. */
public final class ChannelInput {

    private static final int LINK = 64;

    private final LongConsumer credit;
    private final Batch batch;
    private final Queue<ByteBuffer> chunks = Queues.<ByteBuffer>unbounded(LINK).get();
    private final AtomicReference<@Nullable StreamEnd> end = new AtomicReference<>();
    private final AtomicReference<@Nullable ChunkTaking> taking = new AtomicReference<>();

    /**
     * Makes an empty one.
     *
     * @param credit is told how many bytes were taken, on whatever thread
     * @param batch at whose end those who take on other threads are told
     */
    ChannelInput(LongConsumer credit, Batch batch) {
        this.credit = credit;
        this.batch = batch;
    }

    /** Takes bytes from the decoder, which reuses its array. Called by one thread at a time. */
    public void accept(byte[] data, int offset, int length) {
        chunks.add(ByteBuffer.wrap(Arrays.copyOfRange(data, offset, offset + length)));
        ChunkTaking current = taking.get();
        if (current != null) {
            current.arrived(batch);
        }
    }

    /** Ends it, from any thread. The first end counts. */
    void end(@Nullable Throwable cause) {
        if (end.compareAndSet(null, cause == null ? StreamEnd.orderly() : StreamEnd.lost(cause))) {
            ChunkTaking current = taking.get();
            if (current != null) {
                current.wake();
            }
        }
    }

    /** Everything, where it is decoded, giving credit as it is emitted; what is cancelled is credited and dropped. */
    public Flux<ByteBuffer> flux() {
        return flux(Schedulers.immediate());
    }

    /**
     * Everything, for one subscriber, giving credit as it is emitted; what is cancelled is credited and dropped.
     *
     * @param delivery where it is emitted: one task for all that has been read at once, not one for each chunk
     */
    public Flux<ByteBuffer> flux(Scheduler delivery) {
        return new Flux<>() {
            @Override
            public void subscribe(CoreSubscriber<? super ByteBuffer> subscriber) {
                begin(subscriber, delivery);
            }
        };
    }

    private void begin(CoreSubscriber<? super ByteBuffer> subscriber, Scheduler delivery) {
        Scheduler.Worker worker;
        try {
            worker = delivery == Schedulers.immediate() ? null : delivery.createWorker();
        } catch (RejectedExecutionException closed) {
            Operators.error(subscriber, closed);
            return;
        }
        ChunkTaking next = new ChunkTaking(chunks, end::get, credit, subscriber, worker);
        if (taking.compareAndSet(null, next)) {
            next.begin();
        } else {
            next.letGo();
            Operators.error(subscriber, new IllegalStateException("an output can be received by one, once"));
        }
    }
}
