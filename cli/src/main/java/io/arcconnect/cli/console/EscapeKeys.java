package io.arcconnect.cli.console;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/**
 * Finds what a person types for us among what is typed for the machine, as ssh does: at the beginning of a line, {@code ~.}
 * leaves, also when the machine does not answer any more, and {@code ~~} is one {@code ~}. One for each shell.
 */
public final class EscapeKeys {

    /** A person has left. */
    public static final class Left extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Left() {
            super("left with ~.", null, false, false);
        }
    }

    private static final byte ESCAPE = '~';

    private enum State {
        BEGIN_OF_LINE,
        WITHIN_LINE,
        ESCAPED
    }

    private State state = State.BEGIN_OF_LINE;

    /** The beginning of the first line. */
    public EscapeKeys() {}

    /**
     * Takes out what is ours.
     *
     * @param typed by the person
     * @return what the machine gets; {@link Left} once the person leaves
     */
    public Flux<ByteBuffer> in(Flux<ByteBuffer> typed) {
        return typed.handle(this::pass);
    }

    private void pass(ByteBuffer typed, SynchronousSink<ByteBuffer> sink) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(typed.remaining() + 1);
        while (typed.hasRemaining()) {
            if (leaves(typed.get(), kept)) {
                sink.error(new Left());
                return;
            }
        }
        if (kept.size() > 0) {
            sink.next(ByteBuffer.wrap(kept.toByteArray()));
        }
    }

    private boolean leaves(byte key, ByteArrayOutputStream kept) {
        if (state == State.BEGIN_OF_LINE && key == ESCAPE) {
            state = State.ESCAPED;
            return false;
        }
        if (state == State.ESCAPED) {
            if (key == '.') {
                return true;
            }
            if (key != ESCAPE) {
                kept.write(ESCAPE);
            }
        }
        kept.write(key);
        state = key == '\r' || key == '\n' ? State.BEGIN_OF_LINE : State.WITHIN_LINE;
        return false;
    }
}
