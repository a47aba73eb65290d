package io.arcconnect.ssh.internal.channel;

import io.arcconnect.spi.StreamEnd;
import io.arcconnect.ssh.internal.connection.Batch;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;

/**
 * Who takes an input's chunks. A change of threads costs more than the chunk: there is one for everything that was read at once,
 * and none while the other thread is still taking.
 */
final class ChunkTaking implements Subscription, Runnable {

    private final Queue<ByteBuffer> chunks;
    private final Supplier<@Nullable StreamEnd> end;
    private final LongConsumer credit;
    private final CoreSubscriber<? super ByteBuffer> taker;
    private final Scheduler.@Nullable Worker worker;
    private final AtomicLong requested = new AtomicLong();
    /** Begins with one: nobody may tell the taker anything before it has its subscription. */
    private final AtomicInteger work = new AtomicInteger(1);

    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile boolean cancelled;
    /** Only whoever works touches it. */
    private boolean over;
    /** Only whoever decodes touches it. */
    private boolean awaited;

    ChunkTaking(
            Queue<ByteBuffer> chunks,
            Supplier<@Nullable StreamEnd> end,
            LongConsumer credit,
            CoreSubscriber<? super ByteBuffer> taker,
            Scheduler.@Nullable Worker worker) {
        this.chunks = chunks;
        this.end = end;
        this.credit = credit;
        this.taker = taker;
        this.worker = worker;
    }

    /** Gives the taker its subscription, and then what there is. */
    void begin() {
        taker.onSubscribe(this);
        start();
    }

    /** A chunk has been queued, by the thread that decodes. */
    void arrived(Batch batch) {
        if (worker == null) {
            wake();
        } else if (!awaited) {
            awaited = true;
            batch.atEnd(this::batchEnded);
        }
    }

    private void batchEnded() {
        awaited = false;
        wake();
    }

    /** Needs its thread no more. */
    void letGo() {
        if (worker != null) {
            worker.dispose();
        }
    }

    /** Something is to be done, from any thread. One does it for all. */
    void wake() {
        if (work.getAndIncrement() == 0) {
            start();
        }
    }

    private void start() {
        if (worker == null || cancelled || over) {
            work();
            return;
        }
        scheduled.set(true);
        try {
            worker.schedule(this);
        } catch (RejectedExecutionException refused) {
            if (scheduled.compareAndSet(true, false)) {
                giveUp(refused);
                work();
            }
        }
    }

    /** There are no threads any more: the end is told on this one. */
    private void giveUp(RejectedExecutionException refused) {
        if (!cancelled && !over) {
            over = true;
            taker.onError(Operators.onRejectedExecution(refused, taker.currentContext()));
        }
    }

    @Override
    public void run() {
        if (scheduled.compareAndSet(true, false)) {
            work();
        }
    }

    private void work() {
        int missed = 1;
        do {
            drain();
            missed = work.addAndGet(-missed);
        } while (missed != 0);
    }

    private void drain() {
        long most = requested.get();
        long taken = 0;
        while (!cancelled && !over) {
            StreamEnd known = end.get(); // before the look at the queue: what came before the end is told before it
            if (taken == most) {
                endIf(known, chunks.isEmpty());
                break;
            }
            ByteBuffer chunk = chunks.poll();
            if (chunk == null) {
                endIf(known, true);
                break;
            }
            taken++;
            credit.accept(chunk.remaining());
            taker.onNext(chunk);
        }
        if (most != Long.MAX_VALUE && taken > 0) {
            requested.addAndGet(-taken);
        }
        if (cancelled || over) {
            discard();
        }
    }

    private void endIf(@Nullable StreamEnd known, boolean isEmpty) {
        if (known == null || !isEmpty) {
            return;
        }
        over = true;
        known.cause().ifPresentOrElse(taker::onError, taker::onComplete);
        letGo();
    }

    /** Other outputs of the channel share the window with it. */
    private void discard() {
        for (ByteBuffer chunk = chunks.poll(); chunk != null; chunk = chunks.poll()) {
            credit.accept(chunk.remaining());
        }
    }

    @Override
    public void request(long more) {
        if (Operators.validate(more)) {
            requested.accumulateAndGet(more, Operators::addCap);
            wake();
        }
    }

    /** A task that has not begun will not run any more: what it would have dropped is dropped here. */
    @Override
    public void cancel() {
        cancelled = true;
        letGo();
        if (scheduled.compareAndSet(true, false)) {
            work();
        } else if (work.getAndIncrement() == 0) {
            work();
        }
    }
}
