package io.arcconnect.ssh.internal.connection;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.login.LoginTries;
import io.arcconnect.ssh.internal.wire.WireReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.sshd.common.SshConstants;
import org.jspecify.annotations.Nullable;

/** What MINA's exceptions mean. */
public final class SshFailures {

    private SshFailures() {}

    public static Failure noIdentity() {
        return Failure.of(SshReason.IDENTITY_NOT_CONFIGURED, Stage.SESSION, "no identity is configured to log in with");
    }

    /** Why nobody is logged in although the session is open: what could not be tried at all, or what the server refused. */
    public static ArcConnectException refused(
            LoginAttempt attempt, List<SshIdentity> identities, String user, LoginTries tries, boolean isWindows) {
        if (tries.isEmpty()) {
            return new SshException(placed(noIdentity(), attempt));
        }
        Optional<ArcConnectException> problem = tries.onlyUnusable();
        if (problem.isPresent()) {
            return problem.get();
        }
        boolean isWindowsKey = isWindows && tries.isKeyRefused();
        return new SshException(Failure.of(
                        isWindowsKey ? SshReason.KEY_REFUSED_ON_WINDOWS : SshReason.AUTH_FAILED,
                        Stage.SESSION,
                        "the machine refused to log in \"" + user + '"' + requirements(identities))
                .on(attempt.machine())
                .with("trackingId", attempt.trackingId())
                .with("tried", tries));
    }

    /** Why a login broke off: what we know ourselves first, then the stream's end, then MINA's word. */
    public static ArcConnectException ofLogin(
            LoginAttempt attempt, @Nullable Throwable error, String user, LoginTries tries) {
        Optional<Failure> hostKey = attempt.hostKeyFailure();
        if (hostKey.isPresent()) {
            return new SshException(placed(hostKey.get(), attempt));
        }
        if (isAuthFailure(error, attempt.isNegotiated())) {
            return new SshException(
                    Failure.of(SshReason.AUTH_FAILED, Stage.SESSION, "the machine refused to log in \"" + user + '"')
                            .on(attempt.machine())
                            .with("trackingId", attempt.trackingId())
                            .with("tried", tries)
                            .with("server", error == null ? null : error.getMessage())
                            .causedBy(error));
        }
        Optional<Throwable> loss = attempt.loss();
        // A complaint with a code is the truth even if the connection is gone by now; anything else comes of that.
        if (disconnectCode(error) == 0 && loss.isPresent() && loss.get() instanceof ArcConnectException lost) {
            return lost.machine().isPresent() ? lost : onMachine(lost, attempt);
        }
        String detail = attempt.isEnded() && disconnectCode(error) == 0
                ? "the other side ended the connection instead of logging in"
                : text(error);
        return new SshException(Failure.of(SshReason.NEGOTIATION_FAILED, Stage.SESSION, detail)
                .on(attempt.machine())
                .with("trackingId", attempt.trackingId())
                .causedBy(error));
    }

    /** A session's end as seen by whoever used it. */
    public static SshException lost(SshReason reason, String detail, LoginAttempt attempt, @Nullable Throwable cause) {
        return new SshException(Failure.of(reason, Stage.CHANNEL, detail)
                .on(attempt.machine())
                .with("trackingId", attempt.trackingId())
                .with(
                        "lost",
                        cause instanceof ArcConnectException known
                                ? known.reason().code()
                                : null)
                .causedBy(cause));
    }

    public static SshException channelRefused(LoginAttempt attempt, String what, @Nullable Throwable error) {
        return new SshException(
                Failure.of(SshReason.CHANNEL_REFUSED, Stage.CHANNEL, "the server refused " + what + ": " + text(error))
                        .on(attempt.machine())
                        .with("trackingId", attempt.trackingId())
                        .causedBy(error));
    }

    private static String requirements(List<SshIdentity> identities) {
        return identities.stream()
                .filter(SshIdentity.Certified.class::isInstance)
                .flatMap(identity -> ((SshIdentity.Certified) identity).source().requirements().stream())
                .distinct()
                .map(needed -> "; these certificates need " + needed)
                .collect(Collectors.joining());
    }

    private static Failure placed(Failure failure, LoginAttempt attempt) {
        return failure.on(attempt.machine()).with("trackingId", attempt.trackingId());
    }

    private static ArcConnectException onMachine(ArcConnectException lost, LoginAttempt attempt) {
        return new io.arcconnect.error.RelayException(
                lost.failure().on(attempt.machine()).causedBy(lost));
    }

    /** OpenSSH ends a session that has seen too many keys as a "protocol error": once negotiated, it can only mean this. */
    private static boolean isAuthFailure(@Nullable Throwable error, boolean negotiated) {
        int code = disconnectCode(error);
        return error == null
                || (negotiated && error instanceof WireReader.Malformed)
                || code == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
                || (negotiated && code > 0);
    }

    /** {@return the code of RFC 4253, section 11.1, that either side gave, or 0} */
    private static int disconnectCode(@Nullable Throwable error) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            if (t instanceof org.apache.sshd.common.SshException ssh) {
                return Math.max(0, ssh.getDisconnectCode());
            }
        }
        return 0;
    }

    private static String text(@Nullable Throwable error) {
        if (error == null) {
            return "no reason was given";
        }
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }
}
