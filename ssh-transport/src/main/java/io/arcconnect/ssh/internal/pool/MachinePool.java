package io.arcconnect.ssh.internal.pool;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.Handover;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.SshSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** The sessions on one machine, who uses them and who waits. Decides under its lock, and acts outside. */
final class MachinePool {

    private final Protocol<? extends SshSession> ssh;
    private final PoolLimits limits;
    private final MachineId machine;
    private final Set<PooledSession> sessions = new LinkedHashSet<>();
    private final Deque<PoolSeat> waiting = new ArrayDeque<>();
    private final Sinks.Empty<Void> drained = Sinks.empty();
    private boolean refusing;

    MachinePool(Protocol<? extends SshSession> ssh, PoolLimits limits, MachineId machine) {
        this.ssh = ssh;
        this.limits = limits;
        this.machine = machine;
    }

    Mono<SshSession> lease(Route route) {
        Mono<SshSession> lease = Mono.deferContextual(context -> {
            PoolSeat seat = new PoolSeat(route, context);
            take(seat);
            return seat.taken
                    .asMono()
                    .timeout(limits.longestWait(), Mono.error(this::exhausted))
                    .flatMap(session -> session.opened.asMono())
                    .<SshSession>map(session -> {
                        seat.inUse = true;
                        return new LeasedSession(session, () -> leave(seat));
                    })
                    .doOnError(error -> leave(seat))
                    .doOnCancel(() -> {
                        if (!seat.inUse) {
                            leave(seat);
                        }
                    });
        });
        return Handover.on(Schedulers.immediate(), lease);
    }

    private void take(PoolSeat seat) {
        List<Runnable> then;
        synchronized (this) {
            if (refusing) {
                throw PooledSessions.closing();
            }
            waiting.add(seat);
            then = fill();
        }
        run(then);
    }

    private void leave(PoolSeat seat) {
        List<Runnable> then;
        synchronized (this) {
            if (seat.left) {
                return;
            }
            seat.left = true;
            PooledSession session = seat.session;
            if (session == null) {
                waiting.remove(seat);
                return;
            }
            session.users--;
            then = fill();
            if (session.users == 0 && !session.gone) {
                then.add(unused(session));
            }
        }
        run(then);
    }

    /** Nobody uses it, and nobody waits. */
    private Runnable unused(PooledSession session) {
        SshSession open = session.session;
        if (open == null) {
            remove(session);
            return session::abortOpening;
        }
        if (refusing) {
            return () -> Handover.discard(open);
        }
        return () -> session.beginIdle(limits.idle());
    }

    /** Gives seats to those who wait, as long as there are some. */
    private List<Runnable> fill() {
        List<Runnable> then = new ArrayList<>();
        for (PoolSeat next = waiting.peek(); next != null; next = waiting.peek()) {
            PoolSeat seat = next;
            Optional<PooledSession> roomy = sessions.stream()
                    .filter(session -> session.users < limits.usersPerSession())
                    .min(Comparator.comparingInt(session -> session.users));
            if (roomy.isEmpty() && sessions.size() >= limits.maxSessions()) {
                return then;
            }
            PooledSession session = roomy.orElseGet(() -> {
                PooledSession made = new PooledSession(this);
                sessions.add(made);
                then.add(() -> made.open(ssh, seat));
                return made;
            });
            waiting.remove();
            session.users++;
            session.endIdle();
            seat.session = session;
            then.add(() -> seat.taken.tryEmitValue(session));
        }
        return then;
    }

    /** {@return whether somebody still wants it} */
    synchronized boolean opened(PooledSession session, SshSession ready) {
        if (!session.gone) {
            session.session = ready;
        }
        return !session.gone;
    }

    /** {@return whether it has come so far} */
    synchronized boolean isOpen(PooledSession session) {
        return session.session != null;
    }

    void gone(PooledSession session) {
        List<Runnable> then;
        synchronized (this) {
            remove(session);
            then = fill();
        }
        run(then);
    }

    private void remove(PooledSession session) {
        session.gone = true;
        sessions.remove(session);
    }

    /** What was decided under the lock. */
    private void run(List<Runnable> then) {
        then.forEach(Runnable::run);
        if (isDrained()) {
            drained.tryEmitEmpty();
        }
    }

    private synchronized boolean isDrained() {
        return refusing && sessions.isEmpty();
    }

    /** Idle for too long, unless somebody has come meanwhile. */
    void expired(PooledSession session) {
        SshSession open;
        synchronized (this) {
            if (session.users > 0 || session.gone) {
                return;
            }
            open = session.session;
            remove(session);
        }
        run(open == null ? List.of() : List.of(() -> Handover.discard(open)));
    }

    /** From now on nobody gets a seat; what nobody uses is closed. */
    void refuse() {
        List<Runnable> then = new ArrayList<>();
        synchronized (this) {
            if (refusing) {
                return;
            }
            refusing = true;
            for (PoolSeat seat : waiting) {
                then.add(() -> seat.taken.tryEmitError(PooledSessions.closing()));
            }
            waiting.clear();
            for (PooledSession session : sessions) {
                SshSession open = session.session;
                if (session.users == 0 && open != null) {
                    then.add(() -> Handover.discard(open));
                }
            }
        }
        run(then);
    }

    Mono<Void> drained() {
        return drained.asMono();
    }

    /** After {@link #refuse}: ends what is open, and what is being opened. */
    Mono<Void> closeAll() {
        return Flux.defer(() -> Flux.fromIterable(ends()))
                .flatMap(end -> end, Integer.MAX_VALUE)
                .then();
    }

    private List<Mono<Void>> ends() {
        List<Runnable> then = new ArrayList<>();
        List<Mono<Void>> ends = new ArrayList<>();
        synchronized (this) {
            for (PooledSession session : List.copyOf(sessions)) {
                SshSession open = session.session;
                if (open == null) {
                    remove(session);
                    then.add(() -> session.abortOpening(PooledSessions.closing()));
                } else {
                    ends.add(session.close(open));
                }
            }
        }
        run(then);
        return ends;
    }

    private SshException exhausted() {
        return new SshException(Failure.of(
                        SshReason.POOL_EXHAUSTED,
                        Stage.SESSION,
                        "all " + limits.maxSessions() + " sessions had their " + limits.usersPerSession()
                                + " users for " + limits.longestWait().toMillis() + " ms")
                .on(machine));
    }
}
