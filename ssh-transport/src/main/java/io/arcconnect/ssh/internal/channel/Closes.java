package io.arcconnect.ssh.internal.channel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.Closeable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Closes MINA's things as {@code AsyncCloseable} promises: in order for 5 seconds, then by force. */
public final class Closes {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private Closes() {}

    /** Subscribing closes; cancelling stops neither the close nor the force. */
    public static Mono<Void> gracefully(Closeable closeable) {
        return within(closeable, GRACE);
    }

    /** As {@link #gracefully}, with another grace. */
    public static Mono<Void> within(Closeable closeable, Duration grace) {
        return Mono.create(sink -> {
            Disposable force = Schedulers.parallel()
                    .schedule(() -> closeable.close(true), grace.toMillis(), TimeUnit.MILLISECONDS);
            closeable.close(false).addListener(closed -> {
                force.dispose();
                sink.success();
            });
        });
    }
}
