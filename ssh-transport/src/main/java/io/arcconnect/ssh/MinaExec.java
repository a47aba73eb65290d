package io.arcconnect.ssh;

import io.arcconnect.spi.ActionReport;
import io.arcconnect.spi.event.ActionOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A session channel that runs one command (RFC 4254, section 6.5). */
final class MinaExec extends MinaChannel {

    private final String command;
    private final Sinks.Empty<Void> started = Sinks.empty();
    private volatile boolean refused;

    MinaExec(String command, LoginAttempt attempt, ActionReport report) {
        super("session", attempt, report);
        this.command = command;
        addCloseFutureListener(future -> started.tryEmitError(
                refused ? SshFailures.channelRefused(attempt, "to run the command", null) : outcomeUnknown()));
    }

    /** Completes when the server has accepted the command. */
    Mono<Void> started() {
        return started.asMono();
    }

    @Override
    protected void doOpen() throws IOException {
        if (isAbandoned()) {
            return;
        }
        byte[] text = command.getBytes(StandardCharsets.UTF_8);
        Session session = getSession();
        Buffer request = session.createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST, text.length + 32);
        request.putUInt(getRecipient());
        request.putString(Channel.CHANNEL_EXEC);
        request.putBoolean(true);
        request.putBytes(text);
        writePacket(request);
    }

    @Override
    public void handleSuccess() throws IOException {
        started.tryEmitEmpty();
    }

    @Override
    public void handleFailure() throws IOException {
        refused = true;
        close(true);
    }

    /** A close that the server did not send leaves open what became of the command. */
    @Override
    Optional<Throwable> problem() {
        if (refused) {
            return Optional.of(SshFailures.channelRefused(attempt(), "to run the command", null));
        }
        return isCloseReceived() ? Optional.empty() : Optional.of(outcomeUnknown());
    }

    @Override
    ActionOutcome outcome() {
        ExitStatus status = exitStatus();
        return ActionOutcome.exited(status.status(), status.signal());
    }

    ExitStatus exitStatus() {
        Integer status = getExitStatus();
        String signal = getExitSignal();
        if (signal != null) {
            return ExitStatus.signalled(signal);
        }
        return status == null ? ExitStatus.unreported() : ExitStatus.of(status);
    }

    private SshException outcomeUnknown() {
        return SshFailures.lost(
                SshReason.OUTCOME_UNKNOWN,
                "the connection was lost while the command ran",
                attempt(),
                attempt().loss().orElse(null));
    }
}
