package io.arcconnect.ssh;

import io.arcconnect.ssh.SshOptions.Patience;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.threads.ThreadUtils;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Notices that a machine is gone. MINA's own heartbeat counts answers to its questions alone, gives up a machine that is busy
 * sending, never one that fell silent in the middle of a key exchange, and ends the session without saying why.
 */
final class KeepAlive {

    /** Servers answer it with a failure, because they do not know it: that is an answer. */
    private static final String QUESTION = "keepalive@openssh.com";

    private final ClientSession session;
    private final LoginAttempt attempt;
    private final Patience patience;
    private long heard;
    private int unanswered = -1;

    private KeepAlive(ClientSession session, LoginAttempt attempt, Patience patience) {
        this.session = session;
        this.attempt = attempt;
        this.patience = patience;
        this.heard = attempt.signsOfLife();
    }

    /** Begins; ends with the session. */
    static void watch(ClientSession session, LoginAttempt attempt, Patience patience) {
        KeepAlive watch = new KeepAlive(session, attempt, patience);
        long interval = patience.interval().toNanos();
        Disposable timer =
                Schedulers.parallel().schedulePeriodically(watch::look, interval, interval, TimeUnit.NANOSECONDS);
        session.addCloseFutureListener(closed -> timer.dispose());
    }

    private void look() {
        long now = attempt.signsOfLife();
        if (now != heard) {
            heard = now;
            unanswered = -1;
            return;
        }
        unanswered++;
        if (unanswered >= patience.misses()) {
            giveUp();
        } else {
            ask();
        }
    }

    private void ask() {
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

    private void giveUp() {
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
