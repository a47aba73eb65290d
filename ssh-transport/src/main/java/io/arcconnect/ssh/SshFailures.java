package io.arcconnect.ssh;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import java.util.Optional;
import org.apache.sshd.common.SshConstants;
import org.jspecify.annotations.Nullable;

/** What MINA's exceptions mean. */
final class SshFailures {

    private SshFailures() {}

    /** Why a login failed: what we know ourselves first, then the stream's end, then MINA's word. */
    static ArcConnectException ofLogin(LoginAttempt attempt, @Nullable Throwable error, String user) {
        Optional<Failure> hostKey = attempt.hostKeyFailure();
        if (hostKey.isPresent()) {
            return new SshException(hostKey.get().on(attempt.machine()));
        }
        if (isAuthFailure(error)) {
            return new SshException(
                    Failure.of(SshReason.AUTH_FAILED, Stage.SESSION, "the machine refused to log in \"" + user + "\"")
                            .on(attempt.machine())
                            .with("server", error == null ? null : error.getMessage())
                            .causedBy(error));
        }
        Optional<Throwable> loss = attempt.io().lossCause();
        if (loss.isPresent() && loss.get() instanceof ArcConnectException lost) {
            return lost.machine().isPresent() ? lost : onMachine(lost, attempt);
        }
        return new SshException(Failure.of(SshReason.NEGOTIATION_FAILED, Stage.SESSION, text(error))
                .on(attempt.machine())
                .causedBy(error));
    }

    /** A session's end as seen by whoever used it. */
    static SshException lost(SshReason reason, String detail, LoginAttempt attempt, @Nullable Throwable cause) {
        return new SshException(Failure.of(reason, Stage.CHANNEL, detail)
                .on(attempt.machine())
                .with(
                        "lost",
                        cause instanceof ArcConnectException known
                                ? known.reason().code()
                                : null)
                .causedBy(cause));
    }

    static SshException channelRefused(LoginAttempt attempt, String what, @Nullable Throwable error) {
        return new SshException(
                Failure.of(SshReason.CHANNEL_REFUSED, Stage.CHANNEL, "the server refused " + what + ": " + text(error))
                        .on(attempt.machine())
                        .causedBy(error));
    }

    private static ArcConnectException onMachine(ArcConnectException lost, LoginAttempt attempt) {
        return new io.arcconnect.error.RelayException(
                lost.failure().on(attempt.machine()).causedBy(lost));
    }

    private static boolean isAuthFailure(@Nullable Throwable error) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            if (t instanceof org.apache.sshd.common.SshException ssh
                    && ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
                return true;
            }
        }
        return error == null;
    }

    private static String text(@Nullable Throwable error) {
        if (error == null) {
            return "no reason was given";
        }
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }
}
