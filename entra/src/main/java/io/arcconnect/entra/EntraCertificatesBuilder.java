package io.arcconnect.entra;

import com.azure.core.http.HttpClient;
import com.azure.core.models.AzureCloud;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the options of {@link EntraCertificates}. Not safe for use by several threads; dies at {@link #build()}.
 */
public final class EntraCertificatesBuilder {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);

    private final EntraLogin login;
    private EntraCloud cloud = EntraCloud.PUBLIC;
    private @Nullable HttpClient client;
    private Clock clock = Clock.systemUTC();
    private Duration timeout = DEFAULT_TIMEOUT;
    private int keyBits = CertificateRequest.KEY_BITS;

    EntraCertificatesBuilder(EntraLogin login) {
        this.login = Objects.requireNonNull(login, "login");
    }

    /**
     * Chooses the cloud: where Entra ID is, and what certificates are asked for with (protocol.md 7.1). Default: public Azure.
     * Overrides {@link #authorityHost} and {@link #certificateScope} given before.
     *
     * @param newCloud public Azure, US Government or China
     * @return this
     * @throws IllegalArgumentException when it is another one
     */
    public EntraCertificatesBuilder cloud(AzureCloud newCloud) {
        cloud = EntraCloud.of(newCloud);
        return this;
    }

    /**
     * Sets where Entra ID is. Default: the cloud's, such as {@code https://login.microsoftonline.com}. It is believed without
     * asking anybody else about it.
     *
     * @param host https only; a path is not kept
     * @return this
     * @throws IllegalArgumentException when it is not https or has no host
     */
    public EntraCertificatesBuilder authorityHost(URI host) {
        cloud = cloud.withAuthority(host);
        return this;
    }

    /**
     * Sets what certificates are asked for with. Default: the cloud's, such as
     * {@code https://pas.windows.net/CheckMyAccess/Linux/.default}. Newer tools of Microsoft ask with the id of the application
     * "Azure Linux VM Sign-In" in every cloud: {@code ce6ff14a-7fdc-4685-bbe0-f6afdfcfa8e0/.default} (protocol.md 6.1).
     *
     * @param scope not empty
     * @return this
     * @throws IllegalArgumentException when empty
     */
    public EntraCertificatesBuilder certificateScope(String scope) {
        if (Objects.requireNonNull(scope, "scope").isBlank()) {
            throw new IllegalArgumentException("a scope must not be empty");
        }
        cloud = cloud.withCertificateScope(scope);
        return this;
    }

    /**
     * Sets the HTTP client, and with it proxy and trust. Default: azure-core's own, which finds a proxy where every client of
     * the Azure SDK does.
     *
     * @param newClient the client; whoever made it closes it
     * @return this
     */
    public EntraCertificatesBuilder httpClient(HttpClient newClient) {
        client = Objects.requireNonNull(newClient, "httpClient");
        return this;
    }

    /**
     * Sets the clock that judges when a certificate is to be renewed. Default: the computer's.
     *
     * @param newClock the clock
     * @return this
     */
    public EntraCertificatesBuilder clock(Clock newClock) {
        clock = Objects.requireNonNull(newClock, "clock");
        return this;
    }

    /**
     * Bounds each certificate, from the question to the answer. Default 20 seconds, less than the default of
     * {@code Ssh.loginTimeout}. Does not count while a person signs in, for which there are 15 minutes.
     *
     * @param newTimeout more than zero
     * @return this
     * @throws IllegalArgumentException when not more than zero
     */
    public EntraCertificatesBuilder timeout(Duration newTimeout) {
        if (newTimeout.isZero() || newTimeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be more than zero, got " + newTimeout);
        }
        timeout = newTimeout;
        return this;
    }

    /** For tests, which make many. */
    EntraCertificatesBuilder keyBits(int bits) {
        keyBits = bits;
        return this;
    }

    /**
     * Makes the source. Asks nobody anything yet.
     *
     * @return a source that holds no certificate
     */
    public EntraCertificates build() {
        return new EntraCertificates(
                tokens(new MsalHttp(client == null ? HttpClient.createDefault() : client)), clock, timeout, keyBits);
    }

    private TokenSource tokens(MsalHttp http) {
        if (login instanceof EntraLogin.ClientSecret secret) {
            return MsalServicePrincipal.of(secret, cloud, http);
        }
        if (login instanceof EntraLogin.ClientCertificate certificate) {
            return MsalServicePrincipal.of(certificate, cloud, http);
        }
        MsalPrompt prompt = login instanceof EntraLogin.DeviceCode code
                ? MsalPrompt.of(code)
                : MsalPrompt.of((EntraLogin.Browser) login);
        return new MsalUser(login, cloud, http, prompt);
    }
}
