package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * Sends a part of a file of this computer: some pieces are read in one go where blocking is allowed, straight into the
 * requests that carry them, many of which are under way. An array is used again when the server has acknowledged what was in
 * it.
 */
final class Sending {

    /** Bytes under way. */
    private final class Piece implements Asker {

        private final byte[] packet;
        private final int length;

        @Nullable
        private volatile PendingRequest request;

        Piece(int length) {
            this.packet = remote.channel().buffers().take(remote.writesFrom() + length);
            this.length = length;
        }

        void send(long at) {
            underWay.add(this);
            request = remote.write(at, packet, length, this);
            if (stopped) {
                giveUp();
            }
        }

        void giveUp() {
            PendingRequest asked = request;
            if (asked != null && underWay.remove(this)) {
                asked.giveUp();
            }
        }

        @Override
        public void answered(Reply reply) {
            underWay.remove(this);
            try {
                remote.checkDone("write", reply);
            } catch (IOException refused) {
                fail(refused);
                return;
            }
            remote.channel().buffers().give(packet);
            acknowledged(length);
        }

        @Override
        public void failed(Throwable cause) {
            underWay.remove(this);
            fail(cause);
        }
    }

    private final LocalFile local;
    private final RemoteFile remote;
    private final InFlight inFlight;
    private final InFlight.Lease lease;
    private final Scheduler threads;
    private final IntConsumer carried;
    private final int chunk;
    private final long to;
    private final MonoSink<Void> end;
    private final Set<Piece> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicInteger work = new AtomicInteger();
    private final AtomicLong left;
    private volatile boolean stopped;
    private volatile boolean granted;
    private boolean isWaiting;
    private long next;

    private Sending(
            LocalFile local,
            RemoteFile remote,
            Carrier carrier,
            InFlight.Lease lease,
            long from,
            long to,
            IntConsumer carried,
            MonoSink<Void> end) {
        this.local = local;
        this.remote = remote;
        this.inFlight = carrier.files().inFlight();
        this.lease = lease;
        this.threads = carrier.threads();
        this.chunk = inFlight.chunk(remote.channel().limits().write());
        this.next = from;
        this.to = to;
        this.left = new AtomicLong(Math.max(0, to - from));
        this.carried = carried;
        this.end = end;
    }

    /**
     * Sends a part.
     *
     * @param carried is told what the server has acknowledged, by one thread at a time
     * @return the end, when all of it is acknowledged
     */
    static Mono<Void> of(
            LocalFile local,
            RemoteFile remote,
            Carrier carrier,
            InFlight.Lease lease,
            long from,
            long to,
            IntConsumer carried) {
        return Mono.create(sink -> {
            Sending sending = new Sending(local, remote, carrier, lease, from, to, carried, sink);
            sink.onCancel(sending::stop);
            if (from >= to) {
                sink.success();
            } else {
                sending.wake();
            }
        });
    }

    private void acknowledged(int length) {
        if (stopped) {
            return;
        }
        carried.accept(length);
        lease.give(inFlight.share(length));
        if (left.addAndGet(-length) == 0) {
            end.success();
        }
    }

    private void fail(Throwable cause) {
        stop();
        end.error(cause);
    }

    private void stop() {
        stopped = true;
        underWay.forEach(Piece::giveUp);
    }

    /** Goes on reading, on a thread that may block; one works for all who call. */
    private void wake() {
        if (work.getAndIncrement() == 0) {
            try {
                var unused = threads.schedule(this::run);
            } catch (RuntimeException ended) {
                fail(ended);
            }
        }
    }

    private void run() {
        int missed = work.get();
        do {
            try {
                while (!stopped && next < to && isRoom()) {
                    sendLump();
                }
            } catch (IOException | RuntimeException problem) {
                fail(problem);
            }
            missed = work.addAndGet(-missed);
        } while (missed != 0);
    }

    private void sendLump() throws IOException {
        for (int i = inFlight.lump(chunk); i > 0 && !stopped && next < to; i--) {
            Piece piece = new Piece(lengthAt(next));
            local.read(next, piece.packet, remote.writesFrom(), piece.length);
            if (!remote.gate().enter()) {
                return;
            }
            try {
                piece.send(next);
            } finally {
                remote.gate().leave();
            }
            next += piece.length;
        }
    }

    private int lengthAt(long at) {
        return (int) Math.min(chunk, to - at);
    }

    /** Whether there is room for a lump, which is taken then; else this is called again when there is. */
    private boolean isRoom() {
        if (isWaiting) {
            boolean isGranted = granted;
            isWaiting = !isGranted;
            return isGranted;
        }
        int bytes = 0;
        long at = next;
        for (int i = inFlight.lump(chunk); i > 0 && at < to; i--) {
            bytes += inFlight.share(lengthAt(at));
            at += lengthAt(at);
        }
        if (lease.takeNow(bytes)) {
            return true;
        }
        isWaiting = true;
        granted = false;
        // The owner of this subscription: nothing is granted to a share that is closed, and it is closed after this.
        lease.take(bytes).subscribe(nothing -> {}, this::fail, () -> {
            granted = true;
            wake();
        });
        return false;
    }
}
