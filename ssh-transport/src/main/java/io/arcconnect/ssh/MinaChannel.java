package io.arcconnect.ssh;

import java.io.IOException;
import java.util.Optional;
import org.apache.sshd.client.channel.AbstractClientChannel;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A channel whose bytes go through {@link ChannelInput} and {@link ChannelOutput} instead of MINA's streams. */
class MinaChannel extends AbstractClientChannel {

    private final LoginAttempt attempt;
    private final WindowCredit credit = new WindowCredit(getLocalWindow());
    private final ChannelInput stdout = new ChannelInput(credit);
    private final ChannelInput stderr = new ChannelInput(credit);
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private volatile @Nullable ChannelOutput output;

    MinaChannel(String type, LoginAttempt attempt) {
        super(type);
        this.attempt = attempt;
        addCloseFutureListener(future -> ended());
    }

    final LoginAttempt attempt() {
        return attempt;
    }

    final ChannelInput stdout() {
        return stdout;
    }

    final ChannelInput stderr() {
        return stderr;
    }

    final Mono<Void> closed() {
        return closed.asMono();
    }

    final void setOutput(ChannelOutput newOutput) {
        output = newOutput;
    }

    @Override
    protected void doOpen() throws IOException {
        // A plain channel carries bytes as soon as it is open.
    }

    @Override
    protected void doWriteData(byte[] data, int offset, long length) {
        stdout.accept(data, offset, (int) length);
    }

    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) {
        stderr.accept(data, offset, (int) length);
    }

    @Override
    public void handleEof() throws IOException {
        super.handleEof();
        stdout.end(null);
        stderr.end(null);
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
    final void sayEof() throws IOException {
        sendEof();
    }

    /** Why the channel is gone, when it was not closed in order. */
    Optional<Throwable> problem() {
        return attempt.io().lossCause();
    }

    private void ended() {
        Throwable problem = problem().orElse(null);
        stdout.end(problem);
        stderr.end(problem);
        ChannelOutput current = output;
        if (current != null) {
            current.fail(problem == null ? new java.nio.channels.ClosedChannelException() : problem);
        }
        if (problem == null) {
            closed.tryEmitEmpty();
        } else {
            closed.tryEmitError(problem);
        }
    }
}
