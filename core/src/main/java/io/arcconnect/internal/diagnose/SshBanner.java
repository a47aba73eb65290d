package io.arcconnect.internal.diagnose;

import io.arcconnect.spi.DuplexStream;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * What a server said first, on a stream on which this side says nothing.
 *
 * @param identification as far as it was read
 * @param end why reading ended before the identification did; empty when it is over, or the server ended in order
 */
public record SshBanner(SshIdentification identification, Optional<Throwable> end) {

    /**
     * Reads until the identification is complete, or cannot come any more, or the connection ends.
     *
     * @param stream which nobody else receives
     * @param patience after which what was read so far counts
     * @return what was read; never an error
     */
    public static Mono<SshBanner> read(DuplexStream stream, Duration patience) {
        return Mono.defer(() -> {
            SshIdentification identification = new SshIdentification();
            return stream.receive()
                    .doOnNext(identification::feed)
                    .takeUntil(bytes -> identification.isOver())
                    .then()
                    .timeout(patience)
                    .then(Mono.fromSupplier(() -> new SshBanner(identification, Optional.empty())))
                    .onErrorResume(end -> Mono.just(new SshBanner(identification, Optional.of(end))));
        });
    }

    /** {@return whether an SSH server of version 2 answered} */
    public boolean isSsh() {
        return identification.isVersion2();
    }
}
