package io.arcconnect.ssh.internal.channel;

import io.arcconnect.ssh.internal.connection.UnderWay;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.RemoteWindow;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.threads.ThreadUtils;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;

/**
 * Sends a publisher's bytes into a channel: as much as the machine's window takes, with several packets under way, and one
 * more chunk asked for when the last has gone. MINA's own stream keeps a single packet under way.
 */
public final class ChannelOutput implements CoreSubscriber<ByteBuffer> {

    private static final AtomicReferenceFieldUpdater<ChannelOutput, @Nullable Subscription> UPSTREAM =
            AtomicReferenceFieldUpdater.newUpdater(ChannelOutput.class, Subscription.class, "upstream");

    private final MinaChannel channel;
    private final MonoSink<Void> result;
    private final AtomicInteger work = new AtomicInteger();
    /** Whether there will be a call when the session has room. */
    private final AtomicBoolean inQueue = new AtomicBoolean();

    private final UnderWay underWay;
    private volatile @Nullable Subscription upstream;
    private volatile @Nullable ByteBuffer current;
    private volatile @Nullable Throwable problem;
    private volatile boolean complete;
    private volatile boolean abandoned;
    private boolean done;

    private ChannelOutput(MinaChannel channel, MonoSink<Void> result) {
        this.channel = channel;
        this.result = result;
        this.underWay = channel.attempt().underWay();
    }

    /** Sends everything; completes when the last byte has been handed to the session. */
    public static Mono<Void> send(MinaChannel channel, Publisher<ByteBuffer> bytes) {
        return Mono.create(sink -> {
            ChannelOutput output = new ChannelOutput(channel, sink);
            channel.setOutput(output);
            sink.onCancel(output::abandon);
            bytes.subscribe(output);
        });
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (Operators.setOnce(UPSTREAM, this, subscription)) {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(ByteBuffer bytes) {
        current = bytes.duplicate();
        drain();
    }

    @Override
    public void onError(Throwable error) {
        problem = error;
        drain();
    }

    @Override
    public void onComplete() {
        complete = true;
        drain();
    }

    /** The channel is closed: whatever is left will not be sent. */
    void fail(Throwable error) {
        cancel();
        problem = error;
        drain();
    }

    /** Nobody waits any more: what is left of the current buffer belongs to the user again. */
    private void abandon() {
        abandoned = true;
        cancel();
        drain();
    }

    /** Cancels the publisher, also one that has yet to arrive. */
    private void cancel() {
        Operators.terminate(UPSTREAM, this);
    }

    /** Sends what can be sent. Called when a chunk, a window or a finished write arrives; one caller works for all. */
    void drain() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            drainOnce();
            missed = work.addAndGet(-missed);
        } while (missed != 0);
    }

    private void drainOnce() {
        if (done || abandoned) {
            current = null;
            return;
        }
        try {
            ByteBuffer chunk = current;
            while (chunk != null && chunk.hasRemaining() && problem == null && !abandoned && sendPacket(chunk)) {
                // goes on while window and budget last
            }
            finishChunk(chunk);
        } catch (IOException | RuntimeException e) {
            cancel();
            finish(e);
        }
    }

    private void finishChunk(@Nullable ByteBuffer chunk) {
        Throwable error = problem;
        if (error != null) {
            finish(error);
        } else if (chunk == null || !chunk.hasRemaining()) {
            boolean wasChunk = chunk != null;
            if (wasChunk) {
                current = null;
            }
            Subscription subscription = upstream;
            if (complete) {
                finish(null);
            } else if (wasChunk && subscription != null) {
                subscription.request(1);
            }
        }
    }

    private void finish(@Nullable Throwable error) {
        done = true;
        current = null;
        if (error == null) {
            result.success();
        } else {
            result.error(error);
        }
    }

    /** Sends one packet, if there is room for one. */
    private boolean sendPacket(ByteBuffer chunk) throws IOException {
        RemoteWindow window = channel.getRemoteWindow();
        long room = Math.min(window.getSize(), window.getPacketSize());
        int length = (int) Math.min(room, chunk.remaining());
        if (length <= 0) {
            return false;
        }
        if (!underWay.hasRoom()) {
            awaitRoom();
            return false;
        }
        window.consume(length);
        Session session = channel.getSession();
        Buffer packet = SparePacket.take(session, SshConstants.SSH_MSG_CHANNEL_DATA, length);
        packet.putUInt(channel.getRecipient());
        packet.putUInt(length);
        int at = packet.wpos();
        packet.wpos(at + length);
        chunk.get(packet.array(), at, length);
        channel.report().sent(length);
        underWay.add(length);
        IoWriteFuture written = write(packet, length);
        if (written.isWritten()) { // else it may wait for new keys
            SparePacket.giveBack(packet);
        }
        written.addListener(future -> {
            underWay.remove(length);
            Throwable error = future.getException();
            if (error != null) {
                fail(error);
            }
        });
        return true;
    }

    private IoWriteFuture write(Buffer packet, int length) throws IOException {
        try {
            // "Internal", because other threads are blocked by MINA while keys are exchanged anew.
            return ThreadUtils.runAsInternal(packet, channel::writePacket);
        } catch (IOException | RuntimeException e) {
            underWay.remove(length);
            throw e;
        }
    }

    /** Once: the session calls its channels in the order in which they found no room. */
    private void awaitRoom() {
        if (inQueue.compareAndSet(false, true)) {
            underWay.await(() -> {
                inQueue.set(false);
                drain();
            });
        }
    }
}
