package io.arcconnect.spi;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * One opened thing on its way to whoever asked for it. The first of value, error, deadline and cancel decides. What was opened
 * may keep the way on which it came for as long as it lives, so whoever took it is forgotten then.
 */
final class OneHandover<T extends AsyncCloseable> implements CoreSubscriber<T>, Subscription {

    @SuppressWarnings("rawtypes") // a field updater knows no type arguments
    private static final AtomicReferenceFieldUpdater<OneHandover, @Nullable Subscription> OPENING =
            AtomicReferenceFieldUpdater.newUpdater(OneHandover.class, Subscription.class, "opening");

    private final Terms<T> terms;
    private final Context context;
    private final AtomicReference<@Nullable CoreSubscriber<? super T>> taker;
    private final AtomicBoolean requested = new AtomicBoolean();
    private final AtomicBoolean decided = new AtomicBoolean();
    private final Disposable.Swap timer = Disposables.swap();

    @SuppressWarnings("UnusedVariable") // read through OPENING
    private volatile @Nullable Subscription opening;

    private boolean arrived;

    record Terms<T extends AsyncCloseable>(
            Mono<? extends T> open, Scheduler scheduler, Optional<Deadline> deadline, Runnable release) {}

    record Deadline(Duration limit, Supplier<? extends Throwable> late) {}

    OneHandover(Terms<T> terms, CoreSubscriber<? super T> taker) {
        this.terms = terms;
        this.context = taker.currentContext();
        this.taker = new AtomicReference<>(taker);
    }

    @Override
    public Context currentContext() {
        return context;
    }

    @Override
    public void request(long count) {
        if (Operators.validate(count) && requested.compareAndSet(false, true)) {
            terms.deadline.ifPresent(deadline -> timer.update(Schedulers.parallel()
                    .schedule(() -> giveUp(deadline), deadline.limit.toMillis(), TimeUnit.MILLISECONDS)));
            terms.open.subscribe(this);
        }
    }

    @Override
    public void cancel() {
        if (decide()) {
            taker.set(null);
            stopOpening();
        }
    }

    private void giveUp(Deadline deadline) {
        if (decide()) {
            stopOpening();
            onThread(() -> last(one -> one.onError(deadline.late.get())));
        }
    }

    private void stopOpening() {
        Operators.terminate(OPENING, this);
        terms.release.run();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (Operators.setOnce(OPENING, this, subscription)) {
            subscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(T thing) {
        arrived = true;
        try {
            terms.scheduler.schedule(() -> hand(thing));
        } catch (RejectedExecutionException ended) {
            Handover.discard(thing);
            if (decide()) {
                last(one -> one.onError(ended));
            }
        }
    }

    private void hand(T thing) {
        if (decide()) {
            last(one -> {
                one.onNext(thing);
                one.onComplete();
            });
        } else {
            Handover.discard(thing);
        }
    }

    @Override
    public void onError(Throwable error) {
        if (!arrived && decide()) {
            terms.release.run();
            onThread(() -> last(one -> one.onError(error)));
        }
    }

    @Override
    public void onComplete() {
        if (!arrived && decide()) {
            terms.release.run();
            onThread(() -> last(CoreSubscriber::onComplete));
        }
    }

    /** Says the last thing that is said. */
    private void last(Consumer<CoreSubscriber<? super T>> word) {
        CoreSubscriber<? super T> one = taker.getAndSet(null);
        if (one != null) {
            word.accept(one);
        }
    }

    private boolean decide() {
        boolean first = decided.compareAndSet(false, true);
        if (first) {
            timer.dispose();
        }
        return first;
    }

    private void onThread(Runnable signal) {
        try {
            terms.scheduler.schedule(signal);
        } catch (RejectedExecutionException ended) {
            signal.run();
        }
    }
}
