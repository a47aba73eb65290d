package io.arcconnect.testkit.contract;

import io.arcconnect.spi.PushDuplexStream.PushHandler;
import io.arcconnect.spi.StreamEnd;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps what it is pushed, and sees whether it is pushed as a handler must be. */
final class PushedBytes implements PushHandler {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();
    private final AtomicBoolean inside = new AtomicBoolean();
    private final AtomicBoolean wrong = new AtomicBoolean();
    private final CompletableFuture<StreamEnd> end = new CompletableFuture<>();
    private volatile Runnable onDelivery;

    /** The task is run inside every call that brings bytes. */
    PushedBytes(Runnable onDelivery) {
        this.onDelivery = onDelivery;
    }

    void whenDelivered(Runnable task) {
        onDelivery = task;
    }

    @Override
    public void onBytes(ByteBuffer pushed) {
        alone(() -> {
            byte[] copy = new byte[pushed.remaining()];
            pushed.get(copy);
            synchronized (bytes) {
                bytes.writeBytes(copy);
            }
            delivered.addAndGet(copy.length);
            onDelivery.run();
        });
    }

    @Override
    public void onBatchEnd() {
        alone(() -> settled.set(delivered.get()));
    }

    @Override
    public void onClosed(StreamEnd how) {
        alone(() -> wrong.compareAndSet(false, !end.complete(how)));
    }

    private void alone(Runnable call) {
        if (end.isDone() || !inside.compareAndSet(false, true)) {
            wrong.set(true);
        }
        call.run();
        inside.set(false);
    }

    byte[] bytes() {
        synchronized (bytes) {
            return bytes.toByteArray();
        }
    }

    /** {@return how many bytes have come} */
    AtomicLong delivered() {
        return delivered;
    }

    /** {@return how many bytes had come when a batch ended last} */
    long settled() {
        return settled.get();
    }

    CompletableFuture<StreamEnd> end() {
        return end;
    }

    /** {@return whether no call came during another one, or after the end} */
    boolean isOneAtATime() {
        return !wrong.get();
    }
}
