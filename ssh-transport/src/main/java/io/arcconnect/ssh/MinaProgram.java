package io.arcconnect.ssh;

import io.arcconnect.spi.ActionReport;
import io.arcconnect.spi.event.ActionOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A session channel (RFC 4254, section 6): requests in a row, the last of which starts a program. Servers answer in the
 * order in which they are asked.
 */
class MinaProgram extends MinaChannel {

    private final String what;
    private final List<ChannelRequest> requests;
    private final Queue<ChannelRequest> unanswered = new ConcurrentLinkedQueue<>();
    private final Sinks.Empty<Void> started = Sinks.empty();
    private volatile boolean refused;

    /**
     * Describes it.
     *
     * @param what for the message of a refusal, such as "to run the command"
     * @param requests in their order
     */
    MinaProgram(String what, List<ChannelRequest> requests, LoginAttempt attempt, ActionReport report) {
        super("session", attempt, report);
        this.what = what;
        this.requests = List.copyOf(requests);
        addCloseFutureListener(closed -> started.tryEmitError(refused ? refusal() : cutOff()));
    }

    /** Completes when the server has accepted every request that is needed. */
    final Mono<Void> started() {
        return started.asMono();
    }

    @Override
    protected final void doOpen() throws IOException {
        if (isAbandoned()) {
            return;
        }
        unanswered.addAll(requests);
        for (ChannelRequest request : requests) {
            send(request);
        }
    }

    private void send(ChannelRequest request) throws IOException {
        Session session = getSession();
        Buffer packet = session.createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST, 256);
        packet.putUInt(getRecipient());
        packet.putString(request.type());
        packet.putBoolean(true);
        request.body().accept(packet);
        writePacket(packet);
    }

    @Override
    public void handleSuccess() throws IOException {
        answered(unanswered.poll(), true);
    }

    @Override
    public void handleFailure() throws IOException {
        answered(unanswered.poll(), false);
    }

    private void answered(@Nullable ChannelRequest request, boolean accepted) {
        if (request == null) {
            return; // an answer to something nobody asked
        }
        if (!accepted && request.isNeeded()) {
            refused = true;
            close(true);
        } else if (unanswered.isEmpty()) {
            started.tryEmitEmpty();
        }
    }

    @Override
    Optional<Throwable> problem() {
        return refused ? Optional.of(refusal()) : super.problem().map(lost -> cutOff());
    }

    /** What it means that the server did not end it. */
    SshException cutOff() {
        return SshFailures.lost(
                SshReason.SESSION_LOST,
                "the session ended before the program did",
                attempt(),
                attempt().loss().orElse(null));
    }

    /** What it means that the server says nothing for too long. */
    SshException unanswered(Duration limit) {
        return SshFailures.channelRefused(
                attempt(), what, new IOException("no answer within " + limit.toSeconds() + " s"));
    }

    private SshException refusal() {
        return SshFailures.channelRefused(attempt(), what, null);
    }

    @Override
    ActionOutcome outcome() {
        ExitStatus status = exitStatus();
        return ActionOutcome.exited(status.status(), status.signal());
    }

    final ExitStatus exitStatus() {
        Integer status = getExitStatus();
        String signal = getExitSignal();
        if (signal != null) {
            return ExitStatus.signalled(signal);
        }
        return status == null ? ExitStatus.unreported() : ExitStatus.of(status);
    }
}
