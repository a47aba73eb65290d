package io.arcconnect.ssh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** A command to run: what the machine's shell is given, and what it reads. Immutable. */
public final class Exec {

    private final String command;
    private final Publisher<ByteBuffer> stdin;

    private Exec(String command, Publisher<ByteBuffer> stdin) {
        this.command = command;
        this.stdin = stdin;
    }

    /**
     * Names the command, with an empty standard input.
     *
     * @param command as the user's login shell on the machine reads it, sent in UTF-8; not empty
     * @return the command
     * @throws IllegalArgumentException when empty
     */
    public static Exec command(String command) {
        if (Objects.requireNonNull(command, "command").isEmpty()) {
            throw new IllegalArgumentException("a command must not be empty");
        }
        return new Exec(command, Mono.empty());
    }

    /**
     * Feeds the command's standard input, which ends when the publisher does. The publisher is subscribed to when the
     * command has started, on a library thread that may block unless {@link Ssh#onEventLoop()} was chosen, and asked for
     * more as the machine takes it, a few buffers ahead. Its error ends the command.
     *
     * @param bytes the input
     * @return a new command
     */
    public Exec stdin(Publisher<ByteBuffer> bytes) {
        return new Exec(command, Objects.requireNonNull(bytes, "bytes"));
    }

    /**
     * Feeds a text, in UTF-8.
     *
     * @param text the input
     * @return a new command
     */
    public Exec stdin(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return stdin(Mono.fromSupplier(() -> ByteBuffer.wrap(bytes)));
    }

    /** {@return what the machine's shell is given} */
    public String command() {
        return command;
    }

    /** {@return what the command reads} */
    public Publisher<ByteBuffer> stdin() {
        return stdin;
    }
}
