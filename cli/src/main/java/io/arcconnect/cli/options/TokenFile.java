package io.arcconnect.cli.options;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A token that somebody else keeps fresh in a file. It is read again every minute. */
record TokenFile(Path path) implements TokenCredential {

    private static final Duration BELIEVED = Duration.ofMinutes(1);

    /** What a header may carry (RFC 6750, section 2.1). */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9\\-._~+/]+=*");

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> new AccessToken(
                        read(), OffsetDateTime.now(ZoneOffset.UTC).plus(BELIEVED)))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(IOException.class, TokenFile::explained);
    }

    private String read() throws IOException {
        String token = OwnerOnly.read(path, "token file");
        if (!TOKEN.matcher(token).matches()) {
            throw new IOException("there is no access token in the token file " + path);
        }
        return token;
    }

    private static Throwable explained(IOException failed) {
        String what = failed instanceof NoSuchFileException missing
                ? "there is no token file " + missing.getFile()
                : failed.getMessage();
        return new ClientAuthenticationException(what, null);
    }
}
