package io.arcconnect.ssh.internal.sftp;

import java.nio.file.Path;
import reactor.core.publisher.Mono;

/** Compares a file here with one on the machine, which computes its SHA-256 itself or, where it does not, is read back. */
final class Verification {

    private final Carrier carrier;

    Verification(Carrier carrier) {
        this.carrier = carrier;
    }

    /** Completes when they are the same. */
    Mono<Void> compare(Path here, String there) {
        if (!carrier.plan().verify()) {
            return Mono.empty();
        }
        return carrier.local(() -> Digests.of(here))
                .flatMap(expected -> computedThere(there, expected)
                        .switchIfEmpty(readBack(there, expected))
                        .flatMap(same -> same ? Mono.<Void>empty() : Mono.error(new Mismatch(here, there))));
    }

    /** A machine may look elsewhere for a command than for SFTP, so only its yes is believed. */
    private Mono<Boolean> computedThere(String there, String expected) {
        return carrier.digest()
                .sha256(there)
                .filter(expected::equals)
                .doOnNext(same -> carrier.meter().digested())
                .map(same -> true);
    }

    private Mono<Boolean> readBack(String there, String expected) {
        return Mono.defer(() -> Digests.of(carrier.files().read(there, 0, Long.MAX_VALUE), carrier.threads())
                .doOnNext(digest -> carrier.meter().readBack())
                .map(expected::equals));
    }
}
