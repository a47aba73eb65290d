package io.arcconnect.ssh;

import io.arcconnect.spi.AsyncCloseable;
import java.nio.ByteBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A command that runs. Its two outputs share one window of the channel, so <b>both must be read or cancelled</b>: an output
 * that nobody looks at stops the other one when the window is full. Its input is fed by the library.
 *
 * <p>Signals arrive on a library thread that may block, unless {@link Ssh#onEventLoop()} was chosen.
 */
public interface RemoteCommand extends AsyncCloseable {

    /**
     * What the command writes to standard output.
     *
     * <p><b>Subscribers:</b> one, once. <b>Demand</b> is the back-pressure: what nobody asked for stays, after the
     * channel's window, with the command. <b>Items</b> belong to the subscriber. <b>Error:</b>
     * {@code ssh.outcome_unknown} when the connection is lost. <b>Cancel:</b> the rest is dropped.
     *
     * @return the output
     */
    Flux<ByteBuffer> stdout();

    /**
     * What the command writes to standard error; as {@link #stdout()}.
     *
     * @return the output
     */
    Flux<ByteBuffer> stderr();

    /**
     * How the command ends. Subscribing has no effect.
     *
     * @return the end, when the server has closed the channel; {@code ssh.outcome_unknown} when the connection is lost, or
     *     the input's own error
     */
    Mono<ExitStatus> exit();
}
