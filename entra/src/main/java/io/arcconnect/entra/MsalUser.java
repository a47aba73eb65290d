package io.arcconnect.entra;

import com.microsoft.aad.msal4j.ClaimsRequest;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import java.net.MalformedURLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A person. The sign-in is for Azure Resource Manager; what it left in msal4j's memory then gets certificates without asking
 * (libraries.md 4: the interactive flow does not pass our fields on to where they count).
 */
final class MsalUser implements TokenSource {

    private final EntraCloud cloud;
    private final MsalPrompt prompt;
    private final MsalCalls calls = new MsalCalls();
    private final PublicClientApplication application;
    private volatile @Nullable IAccount account;

    MsalUser(EntraLogin login, EntraCloud cloud, IHttpClient http, MsalPrompt prompt) {
        this.cloud = cloud;
        this.prompt = prompt;
        try {
            this.application = PublicClientApplication.builder(login.clientId())
                    .authority(cloud.authorityOf(login.tenantId()))
                    // The authority is the user's own choice; asking the public cloud about it would only tell it.
                    .validateAuthority(false)
                    .instanceDiscovery(false)
                    .httpClient(http)
                    .executorService(calls)
                    .build();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException("the authority was checked", impossible);
        }
    }

    @Override
    public Mono<String> token(Map<String, String> fields) {
        return Mono.defer(() -> Optional.ofNullable(account)
                .map(known -> silently(known, fields))
                .orElseGet(() -> Mono.error(EntraFailures.nobodySignedIn())));
    }

    @Override
    public boolean isPerson() {
        return true;
    }

    @Override
    public Mono<String> signIn(Map<String, String> fields) {
        return ask(cloud.signInScope(), null)
                .flatMap(known -> silently(known, fields))
                .onErrorResume(
                        MsalInteractionRequiredException.class,
                        wanted -> ask(cloud.certificateScope(), claims(wanted))
                                .flatMap(known -> silently(known, fields)));
    }

    private Mono<IAccount> ask(String scope, @Nullable ClaimsRequest claims) {
        return calls.call(() -> prompt.ask(application, Set.of(scope), claims))
                .map(IAuthenticationResult::account)
                .doOnNext(known -> account = known);
    }

    private Mono<String> silently(IAccount known, Map<String, String> fields) {
        return calls.call(() -> application.acquireTokenSilently(parameters(known, fields)))
                .flatMap(MsalCalls::token);
    }

    @SuppressWarnings(
            "deprecation") // msal4j 1.26 has no other way to add fields; despite its name they are in the body
    private SilentParameters parameters(IAccount known, Map<String, String> fields) {
        return SilentParameters.builder(Set.of(cloud.certificateScope()), known)
                .forceRefresh(true)
                .extraQueryParameters(fields)
                .build();
    }

    /** What Conditional Access wants to be told at the next sign-in, if it says so. */
    private static @Nullable ClaimsRequest claims(MsalInteractionRequiredException wanted) {
        String challenge = wanted.claims();
        return challenge == null || challenge.isBlank() ? null : ClaimsRequest.formatAsClaimsRequest(challenge);
    }
}
