package io.arcconnect.ssh.internal.connection;

import io.arcconnect.ssh.SshReason;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.threads.ThreadUtils;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Notices that a machine is gone. MINA's own heartbeat counts answers to its questions alone, gives up a machine that is busy
 * sending, never one that fell silent in the middle of a key exchange, and ends the session without saying why.
 */
public final class KeepAlive {

    /** Servers answer it with a failure, because they do not know it: that is an answer. */
    private static final String QUESTION = "keepalive@openssh.com";

    /** Whom it watches. */
    record Peer(LongSupplier signsOfLife, Runnable ask, Runnable giveUp) {}

    private final Peer peer;
    private final Patience patience;
    private final Scheduler clock;
    private final Disposable.Swap timer = Disposables.swap();
    private long heard;
    private int unanswered = -1;

    private KeepAlive(Peer peer, Patience patience, Scheduler clock) {
        this.peer = peer;
        this.patience = patience;
        this.clock = clock;
        this.heard = peer.signsOfLife().getAsLong();
    }

    /** Begins; ends with the session. */
    public static void watch(ClientSession session, LoginAttempt attempt, Patience patience) {
        Peer peer = new Peer(attempt::signsOfLife, () -> ask(session), () -> giveUp(session, attempt, patience));
        Disposable watch = watch(peer, patience, Schedulers.parallel());
        session.addCloseFutureListener(closed -> watch.dispose());
    }

    public static Disposable watch(Peer peer, Patience patience, Scheduler clock) {
        KeepAlive watch = new KeepAlive(peer, patience, clock);
        watch.lookLater();
        return watch.timer;
    }

    /**
     * Counted from the last look. At a fixed rate, all looks that were missed while this computer slept would come at once
     * when it wakes, and the last of them would give up before any answer can arrive.
     */
    private void lookLater() {
        timer.update(
                clock.schedule(this::look, TimeUnit.NANOSECONDS.convert(patience.interval()), TimeUnit.NANOSECONDS));
    }

    private void look() {
        long now = peer.signsOfLife().getAsLong();
        unanswered = now == heard ? unanswered + 1 : -1;
        heard = now;
        if (unanswered >= patience.misses()) {
            peer.giveUp().run();
            return;
        }
        try {
            if (unanswered >= 0) {
                peer.ask().run();
            }
        } finally {
            lookLater();
        }
    }

    private static void ask(ClientSession session) {
        try {
            Buffer question = session.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST, QUESTION.length() + 8);
            question.putString(QUESTION);
            question.putBoolean(true);
            // "Internal", because other threads are blocked by MINA while keys are exchanged anew.
            ThreadUtils.runAsInternal(question, request -> session.request(request, QUESTION, (answer, buffer) -> {}));
        } catch (IOException | RuntimeException closing) {
            // whoever closes the session tells why
        }
    }

    private static void giveUp(ClientSession session, LoginAttempt attempt, Patience patience) {
        if (session.isClosing()) {
            return;
        }
        attempt.giveUp(SshFailures.lost(
                SshReason.SESSION_LOST,
                "nothing was heard of the machine for "
                        + patience.interval()
                                .multipliedBy(patience.misses() + 1L)
                                .toMillis() + " ms, although it was asked "
                        + patience.misses() + " times",
                attempt,
                null));
        session.close(true);
    }
}
