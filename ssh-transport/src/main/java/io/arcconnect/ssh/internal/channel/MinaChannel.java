package io.arcconnect.ssh.internal.channel;

import io.arcconnect.spi.ActionReport;
import io.arcconnect.spi.event.ActionOutcome;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.connection.LoginAttempt;
import io.arcconnect.ssh.internal.connection.SshFailures;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.Optional;
import org.apache.sshd.client.channel.AbstractClientChannel;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.logging.SimplifiedLog;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A channel whose bytes go through {@link ChannelInput} and {@link ChannelOutput} instead of MINA's streams. */
class MinaChannel extends AbstractClientChannel {

    private final LoginAttempt attempt;
    private final WindowCredit credit;
    private final ChannelInput stdout;
    private final ChannelInput stderr;
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private volatile @Nullable ActionReport report;
    private volatile @Nullable ChannelOutput output;
    private volatile boolean abandoned;
    private volatile boolean closeReceived;
    private volatile boolean closedByUser;

    MinaChannel(String type, LoginAttempt attempt, ActionReport report) {
        this(type, attempt);
        reportTo(report);
    }

    /** A channel whose report begins when the server has opened it. */
    MinaChannel(String type, LoginAttempt attempt) {
        super(type);
        this.attempt = attempt;
        this.credit = new WindowCredit(getLocalWindow(), attempt.windows());
        this.stdout = new ChannelInput(credit::give, attempt.batch());
        this.stderr = new ChannelInput(credit::give, attempt.batch());
        addCloseFutureListener(future -> ended());
    }

    public final LoginAttempt attempt() {
        return attempt;
    }

    public final ActionReport report() {
        return Objects.requireNonNull(report);
    }

    final void reportTo(ActionReport newReport) {
        report = newReport;
    }

    final WindowCredit credit() {
        return credit;
    }

    public final ChannelInput stdout() {
        return stdout;
    }

    public final ChannelInput stderr() {
        return stderr;
    }

    public final Mono<Void> closed() {
        return closed.asMono();
    }

    /** The output to tell of new room and of the end, which may have come already. */
    final void setOutput(ChannelOutput newOutput) {
        output = newOutput;
        if (isClosed()) {
            newOutput.fail(end());
        }
    }

    /**
     * Nobody wants it any more. The server is told as soon as it has said which number the channel has: a channel that is
     * dropped before would stay open there, and count against what the server allows.
     */
    final void abandon(OpenFuture opening) {
        abandoned = true;
        opening.addListener(opened -> {
            if (opened.isOpened()) {
                // The owner of this subscription: the close is bounded.
                Closes.gracefully(this).subscribe();
            }
        });
    }

    final boolean isAbandoned() {
        return abandoned;
    }

    @Override
    protected void configureWindow() {
        super.configureWindow();
        credit.begin();
    }

    @Override
    protected void doOpen() throws IOException {
        // A plain channel carries bytes as soon as it is open.
    }

    @Override
    protected void doWriteData(byte[] data, int offset, long length) {
        report().received(length);
        stdout.accept(data, offset, (int) length);
    }

    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) {
        report().received(length);
        stderr.accept(data, offset, (int) length);
    }

    @Override
    public void handleEof() throws IOException {
        super.handleEof();
        if (endsInOrder()) {
            stdout.end(null);
            stderr.end(null);
        }
    }

    /** Whether an end that the server tells is one in order. */
    protected boolean endsInOrder() {
        return true;
    }

    @Override
    public void handleWindowAdjust(Buffer buffer) throws IOException {
        super.handleWindowAdjust(buffer);
        ChannelOutput current = output;
        if (current != null) {
            current.drain();
        }
    }

    /** Says EOF to the machine's side. */
    public final void sayEof() throws IOException {
        sendEof();
    }

    @Override
    public void handleClose() throws IOException {
        closeReceived = true;
        super.handleClose();
    }

    public final boolean isCloseReceived() {
        return closeReceived;
    }

    /** The user has closed it: an end without the server's word is no loss then. */
    final void closedByUser() {
        closedByUser = true;
    }

    /**
     * Why the channel is gone, when it was not closed in order. What ends with its session, however that ended, is cut off:
     * taken for a clean end it would pass for complete.
     */
    protected Optional<Throwable> problem() {
        return closeReceived || closedByUser
                ? Optional.empty()
                : Optional.of(SshFailures.lost(
                        SshReason.SESSION_LOST,
                        "the session ended before the stream did",
                        attempt,
                        attempt.loss().orElse(null)));
    }

    /** Used by MINA for dumps of the data at level TRACE and for nothing else. */
    @Override
    protected final SimplifiedLog getSimplifiedLogger() {
        return SimplifiedLog.EMPTY;
    }

    /** How it ended, when it was closed in order. */
    protected ActionOutcome outcome() {
        return ActionOutcome.completed();
    }

    private Throwable end() {
        return problem().orElseGet(ClosedChannelException::new);
    }

    /** The channel is closed. */
    void ended() {
        credit.end();
        Throwable problem = problem().orElse(null);
        if (opened.get()) { // whoever wanted it open knows better why it is not
            report().ended(problem == null ? outcome() : ActionOutcome.failed(problem));
        }
        stdout.end(problem);
        stderr.end(problem);
        ChannelOutput current = output;
        if (current != null) {
            current.fail(end());
        }
        if (problem == null) {
            closed.tryEmitEmpty();
        } else {
            closed.tryEmitError(problem);
        }
    }
}
