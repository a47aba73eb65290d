package io.arcconnect.internal.pace;

import io.arcconnect.model.ArmLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Lets calls go no faster than limits allow. Within a lane, that is one kind of call to one subscription, first come first
 * served; lanes take turns. Who waits for a token holds no place among the calls under way. Time is that of Reactor's
 * parallel scheduler.
 */
public final class Pacer {

    /** Several tokens come in a millisecond where rates are high; one look then lets all of them go. */
    private static final long SHORTEST_NAP = TimeUnit.MILLISECONDS.toNanos(1);

    private final ArmLimits limits;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Set<Lane> busy = new LinkedHashSet<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final Disposable.Swap nap = Disposables.swap();
    private long napEnds = Long.MAX_VALUE;
    private int underWay;

    /**
     * Begins with full buckets.
     *
     * @param limits how fast
     */
    public Pacer(ArmLimits limits) {
        this.limits = limits;
    }

    /**
     * What somebody who waits may want to know.
     *
     * @param ahead how many of the same kind come before
     * @param expected until the token comes, at the rate of this moment
     */
    public record Wait(int ahead, Duration expected) {}

    /**
     * Makes a call when its turn comes.
     *
     * <p><b>Cancel</b> gives the turn up; a call under way is cancelled.
     *
     * @param subscription whose rate; empty when only the number of calls under way counts
     * @param writing of which kind
     * @param onWait told once, if the call cannot go at once
     * @param late the error when the turn does not come in time; at once, when it is known that it cannot
     * @param call the call
     * @param <T> its answer
     * @return the answer
     */
    public <T> Mono<T> through(
            String subscription,
            boolean writing,
            Consumer<Wait> onWait,
            Supplier<? extends Throwable> late,
            Mono<T> call) {
        return Mono.defer(() -> {
            Turn turn = queue(subscription, writing);
            look();
            Optional<Wait> wait = waitOf(turn);
            if (wait.isPresent() && isShutForTooLong(turn)) {
                leave(turn);
                return Mono.error(late);
            }
            wait.ifPresent(onWait);
            Mono<Void> come = wait.isEmpty()
                    ? turn.come()
                    : turn.come().timeout(limits.longestWait()).onErrorMap(any -> late.get());
            return come.then(call).doFinally(end -> leave(turn));
        });
    }

    /**
     * A call was refused as too many.
     *
     * @param subscription whose rate
     * @param writing of which kind
     * @param retryAfter until when nothing of that kind may be sent
     */
    public void refused(String subscription, boolean writing, Duration retryAfter) {
        List<Turn> inVain = List.of();
        synchronized (lanes) {
            Lane lane = lane(subscription, writing);
            lane.bucket().refused(retryAfter, now());
            if (isShutForTooLong(lane)) {
                inVain = List.copyOf(lane.waiting());
            }
        }
        inVain.forEach(turn -> turn.giveUp(new TimeoutException("no call goes before " + retryAfter)));
    }

    private Turn queue(String subscription, boolean writing) {
        synchronized (lanes) {
            Lane lane = lane(subscription, writing);
            Turn turn = new Turn(lane);
            lane.waiting().add(turn);
            busy.add(lane);
            return turn;
        }
    }

    private Optional<Wait> waitOf(Turn turn) {
        synchronized (lanes) {
            if (turn.isGranted()) {
                return Optional.empty();
            }
            int waiting = turn.lane().waiting().size();
            return Optional.of(
                    new Wait(waiting - 1, Duration.ofNanos(turn.lane().bucket().nanosUntil(waiting, now()))));
        }
    }

    private boolean isShutForTooLong(Turn turn) {
        synchronized (lanes) {
            return isShutForTooLong(turn.lane());
        }
    }

    private boolean isShutForTooLong(Lane lane) {
        return lane.bucket().nanosShut(now()) > limits.longestWait().toNanos();
    }

    private void leave(Turn turn) {
        synchronized (lanes) {
            if (turn.isGranted()) {
                underWay--;
            } else {
                turn.lane().waiting().remove(turn);
            }
        }
        look();
    }

    /** Lets go whoever may. A call that ends at once comes back here: it only asks for one more look. */
    private void look() {
        if (looks.getAndIncrement() > 0) {
            return;
        }
        int seen;
        do {
            seen = looks.get();
            grant().forEach(Turn::go);
        } while (looks.addAndGet(-seen) > 0);
    }

    private List<Turn> grant() {
        List<Turn> granted = new ArrayList<>();
        synchronized (lanes) {
            long now = now();
            int without = 0;
            while (underWay < limits.concurrency() && without < busy.size()) {
                Lane lane = busy.iterator().next();
                busy.remove(lane);
                if (lane.waiting().isEmpty()) {
                    continue;
                }
                busy.add(lane);
                if (lane.bucket().take(now)) {
                    Turn turn = lane.waiting().iterator().next();
                    lane.waiting().remove(turn);
                    turn.grant();
                    underWay++;
                    granted.add(turn);
                    without = 0;
                } else {
                    without++;
                }
            }
            rest(now);
        }
        return granted;
    }

    /** Looks again when the next token is due. Where no call may start, the end of one will look. */
    private void rest(long now) {
        long soonest = underWay >= limits.concurrency()
                ? Long.MAX_VALUE
                : busy.stream()
                        .filter(lane -> !lane.waiting().isEmpty())
                        .mapToLong(lane -> lane.bucket().nanosUntil(1, now))
                        .min()
                        .orElse(Long.MAX_VALUE);
        if (soonest == Long.MAX_VALUE || now + soonest >= napEnds) {
            return;
        }
        long length = Math.max(soonest, SHORTEST_NAP);
        napEnds = now + length;
        nap.update(Schedulers.parallel().schedule(this::wake, length, TimeUnit.NANOSECONDS));
    }

    private void wake() {
        synchronized (lanes) {
            napEnds = Long.MAX_VALUE;
        }
        look();
    }

    private Lane lane(String subscription, boolean writing) {
        return lanes.computeIfAbsent((writing ? "write " : "read ") + subscription, key -> {
            if (subscription.isEmpty()) {
                return new Lane(new TokenBucket(Integer.MAX_VALUE, Integer.MAX_VALUE, now()));
            }
            return new Lane(
                    writing
                            ? new TokenBucket(limits.writeBurst(), limits.writesPerSecond(), now())
                            : new TokenBucket(limits.readBurst(), limits.readsPerSecond(), now()));
        });
    }

    private static long now() {
        return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
    }
}
