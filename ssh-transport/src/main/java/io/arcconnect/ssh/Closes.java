package io.arcconnect.ssh;

import java.time.Duration;
import org.apache.sshd.common.Closeable;
import reactor.core.publisher.Mono;

/** Closes MINA's things as {@code AsyncCloseable} promises: in order for 5 seconds, then by force. */
final class Closes {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private Closes() {}

    static Mono<Void> gracefully(Closeable closeable) {
        return Mono.<Void>create(sink -> closeable.close(false).addListener(closed -> sink.success()))
                .timeout(GRACE, Mono.fromRunnable(() -> closeable.close(true)))
                .onErrorComplete();
    }
}
