package io.arcconnect.ssh;

import java.nio.ByteBuffer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A shell's screen and its keystrokes as one. */
final class Interaction {

    /** The user's own error, told apart from those of sending, which the screen's end explains better. */
    private static final class OfTheUser extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OfTheUser(Throwable cause) {
            super(cause);
        }
    }

    private Interaction() {}

    static Flux<ByteBuffer> of(SshShell shell, Publisher<ByteBuffer> keystrokes) {
        return Flux.defer(() -> shell.screen().takeUntilOther(typing(shell, keystrokes)));
    }

    /** Never completes, because the end of the keystrokes is not that of the shell. */
    private static Mono<Void> typing(SshShell shell, Publisher<ByteBuffer> keystrokes) {
        return shell.send(Flux.from(keystrokes).onErrorMap(OfTheUser::new))
                .onErrorResume(error -> error instanceof OfTheUser own && own.getCause() != null
                        ? Mono.error(own.getCause())
                        : Mono.empty())
                .then(Mono.never());
    }
}
