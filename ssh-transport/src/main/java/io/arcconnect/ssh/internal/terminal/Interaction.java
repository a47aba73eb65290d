package io.arcconnect.ssh.internal.terminal;

import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshShell;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A shell's screen and its keystrokes as one. */
public final class Interaction {

    /** The user's own error, told apart from those of sending, which the screen's end explains better. */
    private static final class OfTheUser extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OfTheUser(Throwable cause) {
            super(cause);
        }
    }

    private Interaction() {}

    public static Flux<ByteBuffer> of(SshShell shell, Publisher<ByteBuffer> keystrokes) {
        return Flux.defer(() -> shell.screen().takeUntilOther(typing(shell, keystrokes)));
    }

    /** Never completes, because the end of the keystrokes is not that of the shell. */
    private static Mono<Void> typing(SshShell shell, Publisher<ByteBuffer> keystrokes) {
        return shell.send(Flux.from(keystrokes).onErrorMap(OfTheUser::new))
                .onErrorResume(error -> isEndOfTheShell(error) ? Mono.empty() : Mono.error(cause(error)))
                .then(Mono.never());
    }

    private static boolean isEndOfTheShell(Throwable error) {
        return error instanceof IOException || error instanceof SshException;
    }

    private static Throwable cause(Throwable error) {
        return error instanceof OfTheUser own && own.getCause() != null ? own.getCause() : error;
    }
}
