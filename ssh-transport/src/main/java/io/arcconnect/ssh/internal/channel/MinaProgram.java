package io.arcconnect.ssh.internal.channel;

import io.arcconnect.spi.ActionReport;
import io.arcconnect.spi.event.ActionOutcome;
import io.arcconnect.ssh.ExitStatus;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.connection.LoginAttempt;
import io.arcconnect.ssh.internal.connection.SshFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.threads.ThreadUtils;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A session channel (RFC 4254, section 6): requests in a row, the last of which starts a program, and more of them while it
 * runs. Servers answer in the order in which they are asked.
 */
public class MinaProgram extends MinaChannel {

    /** Somebody waits for an answer. */
    private record Question(ChannelRequest request, Consumer<Boolean> told) {}

    private final String what;
    private final List<ChannelRequest> requests;
    private final @Nullable Function<List<ChannelRequest>, ChannelRequest> last;
    private final List<ChannelRequest> declined = new CopyOnWriteArrayList<>();
    private final Queue<Question> unanswered = new ConcurrentLinkedQueue<>();
    private final Object inOrder = new Object();
    private final Sinks.Empty<Void> started = Sinks.empty();
    private volatile boolean lastIsAsked;
    private volatile boolean refused;

    /**
     * Describes it.
     *
     * @param what for the message of a refusal, such as "to run the command"
     * @param requests in their order, asked all at once
     */
    public MinaProgram(String what, List<ChannelRequest> requests, LoginAttempt attempt, ActionReport report) {
        this(what, requests, null, attempt, report);
    }

    /**
     * Describes one whose last request depends on the answers to the others.
     *
     * @param what for the message of a refusal
     * @param requests in their order, asked all at once; may be empty
     * @param last makes the last request of those that the server declined
     */
    public MinaProgram(
            String what,
            List<ChannelRequest> requests,
            @Nullable Function<List<ChannelRequest>, ChannelRequest> last,
            LoginAttempt attempt,
            ActionReport report) {
        super("session", attempt, report);
        this.what = what;
        this.requests = List.copyOf(requests);
        this.last = last;
    }

    @Override
    final void ended() {
        super.ended();
        started.tryEmitError(refused ? refusal() : cutOff());
        answerNo();
    }

    /** Completes when the server has accepted every request that is needed. */
    final Mono<Void> started() {
        return started.asMono();
    }

    /** Whether the program may run: the server has been asked to start it. */
    public final boolean isLastAsked() {
        return lastIsAsked;
    }

    @Override
    protected final void doOpen() throws IOException {
        if (isAbandoned()) {
            return;
        }
        lastIsAsked = last == null;
        for (ChannelRequest request : requests) {
            send(new Question(request, accepted -> answered(request, accepted)));
        }
        if (requests.isEmpty()) {
            askLast();
        }
    }

    /**
     * Asks something while the program runs. RFC 4254, section 6.9, wants no answer to a signal; OpenSSH, dropbear and MINA
     * give one when asked, and it is the only word on whether anything was signalled.
     *
     * @return whether the server accepted; no when the channel is closed before it answers
     */
    public final Mono<Boolean> ask(ChannelRequest request) {
        return Mono.create(sink -> {
            Question question = new Question(request, sink::success);
            try {
                send(question);
                if (isClosed()) {
                    answerNo();
                }
            } catch (IOException closing) {
                unanswered.remove(question);
                sink.success(false);
            }
        });
    }

    private void send(Question question) throws IOException {
        Session session = getSession();
        Buffer packet = session.createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST, 256);
        packet.putUInt(getRecipient());
        packet.putString(question.request().type());
        packet.putBoolean(true);
        question.request().body().accept(packet);
        synchronized (inOrder) {
            unanswered.add(question);
            // "Internal", because other threads are blocked by MINA while keys are exchanged anew.
            ThreadUtils.runAsInternal(packet, this::writePacket);
        }
    }

    @Override
    public void handleSuccess() throws IOException {
        answered(unanswered.poll(), true);
    }

    @Override
    public void handleFailure() throws IOException {
        answered(unanswered.poll(), false);
    }

    private static void answered(@Nullable Question question, boolean accepted) {
        if (question != null) { // else an answer to something nobody asked
            question.told().accept(accepted);
        }
    }

    private void answerNo() {
        for (Question left = unanswered.poll(); left != null; left = unanswered.poll()) {
            answered(left, false);
        }
    }

    private void answered(ChannelRequest request, boolean accepted) {
        if (isClosed()) {
            return;
        }
        if (!accepted) {
            declined.add(request);
        }
        if (!accepted && request.isNeeded()) {
            refuse();
        } else if (unanswered.isEmpty()) {
            try {
                askLast();
            } catch (IOException e) {
                close(true);
            }
        }
    }

    private void askLast() throws IOException {
        if (last == null || lastIsAsked) {
            started.tryEmitEmpty();
            return;
        }
        ChannelRequest request;
        try {
            request = last.apply(List.copyOf(declined));
        } catch (RuntimeException cannotBe) {
            started.tryEmitError(cannotBe);
            close(true);
            return;
        }
        lastIsAsked = true;
        send(new Question(request, accepted -> answered(request, accepted)));
    }

    private void refuse() {
        refused = true;
        close(true);
    }

    @Override
    protected Optional<Throwable> problem() {
        return refused ? Optional.of(refusal()) : super.problem().map(lost -> cutOff());
    }

    /** What it means that the server did not end it. */
    protected SshException cutOff() {
        return SshFailures.lost(
                SshReason.SESSION_LOST,
                "the session ended before the program did",
                attempt(),
                attempt().loss().orElse(null));
    }

    /** What it means that the server says nothing for too long. */
    protected SshException unanswered(Duration limit) {
        return SshFailures.channelRefused(
                attempt(), what, new IOException("no answer within " + limit.toSeconds() + " s"));
    }

    private SshException refusal() {
        return SshFailures.channelRefused(attempt(), what, null);
    }

    @Override
    protected ActionOutcome outcome() {
        ExitStatus status = exitStatus();
        return ActionOutcome.exited(status.status(), status.signal());
    }

    public final ExitStatus exitStatus() {
        Integer status = getExitStatus();
        String signal = getExitSignal();
        if (signal != null) {
            return ExitStatus.signalled(signal);
        }
        return status == null ? ExitStatus.unreported() : ExitStatus.of(status);
    }
}
