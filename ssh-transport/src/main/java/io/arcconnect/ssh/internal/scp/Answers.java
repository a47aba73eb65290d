package io.arcconnect.ssh.internal.scp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** What {@code scp -t} answers to each thing it is sent: a zero, or a line that says why not. */
public final class Answers {

    private static final int LONGEST_MESSAGE = 8 * 1024;

    /** There is no use in sending more. */
    static final class NoMore extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoMore() {
            super("the machine takes no more", null, false, false);
        }
    }

    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private int ready;
    private boolean ended;
    private boolean inMessage;
    private @Nullable MonoSink<Void> waiting;

    /**
     * Takes what the machine writes.
     *
     * @param bytes consumed
     */
    public void accept(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            one(bytes.get());
        }
    }

    private void one(byte next) {
        MonoSink<Void> told = null;
        boolean isOver;
        synchronized (this) {
            isOver = understand(next);
            if ((isOver || ready > 0) && waiting != null) {
                told = waiting;
                waiting = null;
                ready -= isOver ? 0 : 1;
            }
        }
        tell(told, isOver);
    }

    /** {@return whether that was a refusal} */
    private boolean understand(byte next) {
        if (ended) {
            return true;
        }
        if (!inMessage && next == 0) {
            ready++;
            return false;
        }
        if (next == '\n' || message.size() == LONGEST_MESSAGE) {
            ended = true;
            return true;
        }
        if (inMessage) {
            message.write(next);
        }
        inMessage = true;
        if (next != 1 && next != 2 && message.size() == 0) {
            message.write(next); // no answer at all, such as a greeting of the login shell: the text says most
        }
        return false;
    }

    /** The machine writes nothing more. */
    public void end() {
        MonoSink<Void> told;
        synchronized (this) {
            ended = true;
            told = waiting;
            waiting = null;
        }
        tell(told, true);
    }

    private static void tell(@Nullable MonoSink<Void> told, boolean isOver) {
        if (told == null) {
            return;
        }
        if (isOver) {
            told.error(new NoMore());
        } else {
            told.success();
        }
    }

    /** Waits for one answer; one waits at a time. {@link NoMore} when none will come. */
    Mono<Void> next() {
        return Mono.create(sink -> {
            boolean isOver;
            synchronized (this) {
                if (ready == 0 && !ended) {
                    waiting = sink;
                    return;
                }
                isOver = ready == 0;
                ready -= isOver ? 0 : 1;
            }
            tell(sink, isOver);
        });
    }

    /** {@return why the machine does not take it, when it has said so} */
    public synchronized Optional<String> refusal() {
        return inMessage ? Optional.of(message.toString(StandardCharsets.UTF_8).strip()) : Optional.empty();
    }
}
