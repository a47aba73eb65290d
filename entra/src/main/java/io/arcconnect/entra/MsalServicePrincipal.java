package io.arcconnect.entra;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.IHttpClient;
import java.net.MalformedURLException;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** A service principal, by client credentials (RFC 6749, section 4.4). */
final class MsalServicePrincipal implements TokenSource {

    private final EntraLogin login;
    private final IClientCredential credential;
    private final EntraCloud cloud;
    private final IHttpClient http;

    private MsalServicePrincipal(EntraLogin login, IClientCredential credential, EntraCloud cloud, IHttpClient http) {
        this.login = login;
        this.credential = credential;
        this.cloud = cloud;
        this.http = http;
    }

    static TokenSource of(EntraLogin.ClientSecret login, EntraCloud cloud, IHttpClient http) {
        IClientCredential secret =
                ClientCredentialFactory.createFromSecret(login.secret().reveal());
        return new MsalServicePrincipal(login, secret, cloud, http);
    }

    static TokenSource of(EntraLogin.ClientCertificate login, EntraCloud cloud, IHttpClient http) {
        IClientCredential certificate = ClientCredentialFactory.createFromCertificate(login.key(), login.certificate());
        return new MsalServicePrincipal(login, certificate, cloud, http);
    }

    @Override
    public Mono<String> token(Map<String, String> fields) {
        return Mono.defer(() -> {
            MsalCalls calls = new MsalCalls();
            return calls.call(() -> application(calls).acquireToken(parameters(fields)))
                    .flatMap(MsalCalls::token);
        });
    }

    @SuppressWarnings(
            "deprecation") // msal4j 1.26 has no other way to add fields; despite its name they are in the body
    private ClientCredentialParameters parameters(Map<String, String> fields) {
        return ClientCredentialParameters.builder(Set.of(cloud.certificateScope()))
                .skipCache(true)
                .extraQueryParameters(fields)
                .build();
    }

    @Override
    public boolean isPerson() {
        return false;
    }

    @Override
    public Mono<String> signIn(Map<String, String> fields) {
        return token(fields);
    }

    /** A new one each time: what it keeps of the last request is of no use to the next. */
    private ConfidentialClientApplication application(MsalCalls calls) throws MalformedURLException {
        return ConfidentialClientApplication.builder(login.clientId(), credential)
                .authority(cloud.authorityOf(login.tenantId()))
                // The authority is the user's own choice; asking the public cloud about it would only tell it.
                .validateAuthority(false)
                .instanceDiscovery(false)
                .httpClient(http)
                .executorService(calls)
                .build();
    }
}
