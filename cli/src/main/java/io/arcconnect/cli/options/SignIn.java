package io.arcconnect.cli.options;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A credential that is made when the first token is wanted, and whose failures fit into a line. */
final class SignIn implements TokenCredential {

    private final Supplier<TokenCredential> source;
    private @Nullable TokenCredential made;

    SignIn(Supplier<TokenCredential> source) {
        this.source = source;
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.defer(() -> credential().getToken(request))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(SignInFailures::explained);
    }

    private synchronized TokenCredential credential() {
        TokenCredential known = made;
        if (known == null) {
            known = source.get();
            made = known;
        }
        return known;
    }
}
