package io.arcconnect.ssh;

import io.arcconnect.spi.AsyncCloseable;
import java.nio.ByteBuffer;
import java.util.Set;
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
     * @return the end, when the server has closed the channel; {@code ssh.outcome_unknown} when the connection is lost,
     *     {@code ssh.command_timed_out}, {@code ssh.sudo_refused}, or the input's own error
     */
    Mono<ExitStatus> exit();

    /**
     * Sends a signal. A command with a {@link Exec#timeout} in a POSIX shell gets it with its whole process group, over a
     * channel of its own; for others the server is asked (RFC 4254, section 6.9), of which OpenSSH passes it to the group,
     * but declines for root, and dropbear to the shell alone (both observed).
     *
     * <p><b>Subscribing</b> sends it. <b>Error:</b> never.
     *
     * @param name without SIG: {@code TERM}, {@code INT}, {@code HUP}, {@code KILL}, {@code USR1} and the like
     * @return whether the machine took it; not whether the command heeds it
     * @throws IllegalArgumentException when the name is none
     */
    Mono<Boolean> signal(String name);

    /** {@return the variables that the server did not take, and that the shell exported before the command} */
    default Set<String> exportedVariables() {
        return Set.of();
    }

    /**
     * Closes it. A command that has not ended is sent the {@linkplain #signal signal} TERM, 2 seconds later KILL, and then its
     * channel is closed. Where the machine takes no signal, as Windows may not, and OpenSSH for root unless the command has a
     * {@link Exec#timeout}, its channel only is closed, and the command may go on running.
     */
    @Override
    Mono<Void> close();
}
