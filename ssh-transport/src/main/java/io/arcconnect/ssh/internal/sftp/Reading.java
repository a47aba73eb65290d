package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Operators;

/**
 * Reads what is known to be there, for one subscriber: many requests under way, their bytes told in order. Requests are made
 * some at a time, and answers told some at a time, because each costs more than its part of a change of threads.
 */
final class Reading implements Subscription {

    private static final int MOST_REQUESTS = 512;

    /** A part of the file, asked for at once; the server may answer with less, and then the rest is asked for. */
    private final class Piece implements Asker {

        private final long at;
        private final int length;
        private volatile @Nullable Reply reply;

        @Nullable
        private PendingRequest request;

        Piece(long at, int length) {
            this.at = at;
            this.length = length;
        }

        void ask() {
            request = file.read(at, length, this);
        }

        @Override
        public void answered(Reply answer) {
            reply = answer;
            drain();
        }

        @Override
        public void failed(Throwable cause) {
            problem = cause;
            drain();
        }
    }

    private final RemoteFile file;
    private final ReadAhead.Terms terms;
    private final CoreSubscriber<? super ByteBuffer> subscriber;
    private final long end;
    private final int lump;
    private final Deque<Piece> asked = new ArrayDeque<>();
    private final AtomicInteger work = new AtomicInteger();
    private final AtomicLong demand = new AtomicLong();
    private final Disposable.Swap waiting = Disposables.swap();
    private volatile @Nullable Throwable problem;
    private volatile boolean granted;
    private volatile boolean cancelled;
    private boolean isWaiting;
    private boolean done;
    private long next;

    Reading(
            RemoteFile file,
            ReadAhead.Terms terms,
            long from,
            long end,
            CoreSubscriber<? super ByteBuffer> subscriber) {
        this.file = file;
        this.terms = terms;
        this.next = from;
        this.end = end;
        this.subscriber = subscriber;
        this.lump = terms.lump();
    }

    @Override
    public void request(long count) {
        if (Operators.validate(count)) {
            demand.getAndUpdate(before -> Operators.addCap(before, count));
            drain();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        drain();
    }

    /** Asks for the first bytes, whether somebody wants them yet or not. */
    void start() {
        drain();
    }

    /** One thread works for all who have something for this. */
    private void drain() {
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
        if (done) {
            return;
        }
        try {
            tell();
            if (!cancelled && problem == null) {
                ask();
            }
        } catch (IOException | RuntimeException wrong) {
            problem = wrong;
        }
        Throwable cause = problem;
        if (cancelled || cause != null) {
            stop();
            if (!cancelled && cause != null) {
                subscriber.onError(cause);
            }
        } else if (asked.isEmpty() && next >= end) {
            done = true;
            terms.close();
            subscriber.onComplete();
        }
    }

    private void stop() {
        done = true;
        waiting.dispose();
        for (Piece piece : asked) {
            if (piece.request != null) {
                piece.request.giveUp();
            }
        }
        asked.clear();
        terms.close();
    }

    private void tell() throws IOException {
        if (!isWorthTelling()) {
            return;
        }
        long told = 0;
        long wanted = demand.get();
        for (Piece first = asked.peek(); first != null && told < wanted && !cancelled; first = asked.peek()) {
            Reply reply = first.reply;
            if (reply == null) {
                break;
            }
            asked.remove();
            ByteBuffer bytes = file.data(reply, first.length);
            int count = bytes.remaining();
            if (count == 0) {
                throw new FileChanged("the file ends at " + first.at + ", earlier than when it was opened");
            }
            if (count < first.length) {
                Piece rest = new Piece(first.at + count, first.length - count);
                asked.addFirst(rest);
                rest.ask();
            }
            told++;
            terms.told(count);
            subscriber.onNext(bytes);
        }
        if (told > 0 && wanted != Long.MAX_VALUE) {
            demand.addAndGet(-told);
        }
    }

    /** Whether as much is there as is told at once, or all that is under way. */
    private boolean isWorthTelling() {
        int ready = 0;
        for (Piece piece : asked) {
            if (piece.reply == null) {
                return ready >= lump;
            }
            ready++;
            if (ready >= lump) {
                return true;
            }
        }
        return ready > 0;
    }

    private void ask() {
        while (next < end && asked.size() < MOST_REQUESTS && isRoom()) {
            file.channel().together(() -> {
                for (int i = 0; i < lump && next < end; i++) {
                    Piece piece = new Piece(next, (int) Math.min(terms.chunk(), end - next));
                    next += piece.length;
                    asked.add(piece);
                    piece.ask();
                }
            });
        }
    }

    /** Whether there is room for a lump, which is taken then; else this is called again when there is. */
    private boolean isRoom() {
        if (isWaiting) {
            boolean isGranted = granted;
            isWaiting = !isGranted;
            return isGranted;
        }
        int bytes = (int) Math.min((long) terms.chunk() * lump, end - next);
        if (terms.lease().takeNow(bytes)) {
            return true;
        }
        isWaiting = true;
        granted = false;
        // The owner of this subscription: it ends with the reading.
        waiting.update(terms.lease().take(bytes).subscribe(nothing -> {}, this::notGranted, () -> {
            granted = true;
            drain();
        }));
        return false;
    }

    private void notGranted(Throwable cause) {
        problem = cause;
        drain();
    }
}
