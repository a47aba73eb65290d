package io.arcconnect.cli.options;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A token that somebody else keeps fresh in a file. It is read again every minute. */
record TokenFile(Path path) implements TokenCredential {

    private static final Duration BELIEVED = Duration.ofMinutes(1);

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> new AccessToken(
                        Files.readString(path).strip(),
                        OffsetDateTime.now(ZoneOffset.UTC).plus(BELIEVED)))
                .subscribeOn(Schedulers.boundedElastic());
    }
}
