package io.arcconnect.ssh;

import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.ssh.internal.terminal.Interaction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A shell in a terminal on the machine. Bytes go as they are, both ways: what the terminal does with them is the machine's
 * matter, see {@link Pty}. A person's Enter is a carriage return, Ctrl-C is byte 3, and Ctrl-D, which ends the input, byte 4.
 *
 * <p>Signals arrive on a library thread that may block, unless {@link Ssh#onEventLoop()} was chosen.
 */
public interface SshShell extends AsyncCloseable {

    /**
     * What the terminal shows: text, colours and cursor movements, as the machine's programs write them.
     *
     * <p><b>Subscribers:</b> one, once. <b>Demand</b> is the back-pressure: what nobody asked for stays, after the channel's
     * window, with the machine, whose programs then wait. <b>Items</b> belong to the subscriber; a chunk may end within a
     * character. <b>Completion:</b> the shell has ended, or was closed. <b>Error:</b> {@code ssh.outcome_unknown} when the
     * connection is lost. <b>Cancel:</b> the rest is dropped; the shell goes on.
     *
     * @return the bytes for the screen
     */
    Flux<ByteBuffer> screen();

    /**
     * Sends keystrokes, or whatever the program in the terminal reads. One sending at a time; another meanwhile is an
     * {@link IllegalStateException}. The end of the publisher is no end of the input: that is typed, see above.
     *
     * <p><b>Subscribing</b> subscribes to the publisher and asks it for more as the machine takes it. <b>Completion:</b>
     * everything was handed over. <b>Error:</b> the publisher's own, or the end of the shell. <b>Cancel</b> cancels the
     * publisher; what was handed over is sent.
     *
     * @param keystrokes bytes, which belong to the shell until this completes
     * @return the end of sending
     */
    Mono<Void> send(Publisher<ByteBuffer> keystrokes);

    /**
     * Types a text in UTF-8; as {@link #send}.
     *
     * @param text such as {@code "ls -l\r"}
     * @return the end of sending
     */
    default Mono<Void> type(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return send(Mono.fromSupplier(() -> ByteBuffer.wrap(bytes)));
    }

    /**
     * Sends keystrokes and shows the screen until the shell ends.
     *
     * <p><b>Subscribing</b> does both. <b>Completion:</b> as {@link #screen}; the keystrokes are then cancelled, while their
     * end leaves the shell running. <b>Error:</b> the keystrokes' own, or that of the screen. <b>Cancel</b> cancels both and
     * leaves the shell open; {@code machine.stream(…)} closes it.
     *
     * @param keystrokes as for {@link #send}
     * @return the bytes for the screen
     */
    default Flux<ByteBuffer> interact(Publisher<ByteBuffer> keystrokes) {
        return Interaction.of(this, keystrokes);
    }

    /**
     * Tells the programs in the terminal that the window has another size (RFC 4254, section 6.7).
     *
     * @param columns width in characters, 1 to 65535
     * @param rows height in characters, 1 to 65535
     * @return completes when it was sent; servers do not answer, and a shell that has ended takes no notice
     * @throws IllegalArgumentException when out of range
     */
    Mono<Void> resize(int columns, int rows);

    /**
     * Sends a signal (RFC 4254, section 6.9). OpenSSH passes none on to root's programs, Windows knows none; Ctrl-C
     * typed reaches any machine.
     *
     * @param name without SIG, such as {@code TERM}, {@code KILL}, {@code USR1}
     * @return completes when it was sent; servers do not answer, and a shell that has ended takes no notice
     * @throws IllegalArgumentException when it is no name of capital letters, digits and {@code @-.}
     */
    Mono<Void> signal(String name);

    /**
     * Sends a break (RFC 4335), as serial consoles understand it.
     *
     * @param length how long, up to 3 seconds; zero leaves it to the machine
     * @return completes when it was sent
     * @throws IllegalArgumentException when negative or longer
     */
    Mono<Void> sendBreak(Duration length);

    /**
     * How the shell ends. Subscribing has no effect.
     *
     * @return the end, when the server has closed the channel; {@code ssh.outcome_unknown} when the connection is lost. Of
     *     a shell that was closed before it ended it tells what the server did, if anything
     */
    Mono<ExitStatus> exit();
}
