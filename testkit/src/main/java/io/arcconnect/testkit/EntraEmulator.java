package io.arcconnect.testkit;

import com.azure.core.http.HttpClient;
import io.arcconnect.model.Secret;
import io.arcconnect.testkit.internal.Unanswered;
import io.arcconnect.testkit.internal.entra.CertificateIssuer;
import io.arcconnect.testkit.internal.entra.EntraClient;
import io.arcconnect.testkit.internal.entra.EntraDirectory;
import io.arcconnect.testkit.internal.entra.EntraEndpoints;
import io.arcconnect.testkit.internal.entra.EntraReply;
import io.arcconnect.testkit.internal.entra.EntraServer;
import io.arcconnect.testkit.internal.entra.EntraSignIns;
import io.arcconnect.testkit.internal.net.Authority;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An Entra ID on loopback that issues SSH certificates (protocol.md 6), signed by a key of its own, which a test's SSH server
 * trusts, and access tokens, which an {@link ArcEmulator} accepts that was told of it. It knows one tenant, the service
 * principals it is told of, and one person. Safe for use by several threads.
 *
 * <pre>{@code
 * EntraCertificates certificates = EntraCertificates.builder(EntraLogin.clientSecret(entra.tenantId(), "app", secret))
 *         .authorityHost(entra.authorityHost())
 *         .httpClient(entra.httpClient())
 *         .build();
 * }</pre>
 */
public final class EntraEmulator implements AutoCloseable {

    private static final String TENANT = "8d2b0f5e-3c54-4b0f-9a3e-5d6f7a8b9c0d";
    private static final String AZURE_CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

    private final Authority authority = Authority.create();
    private final CertificateIssuer issuer = new CertificateIssuer();
    private final EntraDirectory directory = new EntraDirectory(TENANT);
    private final EntraSignIns signIns = new EntraSignIns(directory);
    private final Unanswered unanswered = new Unanswered();
    private final EntraEndpoints endpoints = new EntraEndpoints(directory, signIns, issuer, unanswered);
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private final Queue<EntraReply> next = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Runnable> gate = new AtomicReference<>();
    private final EntraServer server = new EntraServer(authority, this::answer);
    private final EntraClient client = new EntraClient(server.port(), authority.certificate());

    private EntraEmulator() {
        directory.authorize(AZURE_CLI);
    }

    /** {@return a running emulator, which the caller closes} */
    public static EntraEmulator start() {
        return new EntraEmulator();
    }

    /** {@return the tenant's id} */
    public String tenantId() {
        return TENANT;
    }

    /** {@return where clients should think that Entra ID is; only {@link #httpClient} finds it there} */
    public URI authorityHost() {
        return URI.create("https://localhost");
    }

    /** {@return the port of 127.0.0.1 where it listens with TLS, for clients of one's own} */
    public int port() {
        return server.port();
    }

    /** {@return the authority of its own certificate, for clients of one's own to trust} */
    public X509Certificate authority() {
        return authority.certificate();
    }

    /** {@return a client that finds the emulator and trusts it; closed with it} */
    public HttpClient httpClient() {
        return client;
    }

    /** {@return the key that signs certificates} */
    public PublicKey certificateAuthority() {
        return issuer.publicKey();
    }

    /** {@return the key that signs certificates, as a line of OpenSSH's {@code TrustedUserCAKeys}} */
    public String certificateAuthorityLine() {
        return issuer.line();
    }

    /**
     * Adds a service principal.
     *
     * @param clientId its id
     * @param secret what it must say
     * @param principal names it in certificates
     * @return this
     */
    public EntraEmulator servicePrincipal(String clientId, Secret secret, String principal) {
        directory.add(clientId, secret, principal);
        return this;
    }

    /**
     * Adds a service principal that signs in with a certificate.
     *
     * @param clientId its id
     * @param certificate whose RSA key it must sign with
     * @param principal names it in certificates
     * @return this
     */
    public EntraEmulator servicePrincipal(String clientId, X509Certificate certificate, String principal) {
        directory.add(clientId, certificate, principal);
        return this;
    }

    /**
     * Sets who signs in. Default {@code ada@contoso.com}.
     *
     * @param userPrincipalName names the person in certificates
     * @return this
     */
    public EntraEmulator person(String userPrincipalName) {
        directory.person(userPrincipalName);
        return this;
    }

    /**
     * Sets how long certificates are valid. Default 1 hour.
     *
     * @param lifetime more than zero
     * @return this
     */
    public EntraEmulator certificateLifetime(Duration lifetime) {
        directory.lifetime(lifetime);
        return this;
    }

    /**
     * Sets the only scope that gives certificates. Default: public Azure's.
     *
     * @param scope the scope
     * @return this
     */
    public EntraEmulator certificateScope(String scope) {
        directory.certificateScope(scope);
        return this;
    }

    /**
     * Sets the clock that dates certificates. Default: the computer's.
     *
     * @param clock the clock
     * @return this
     */
    public EntraEmulator clock(Clock clock) {
        directory.clock(Objects.requireNonNull(clock, "clock"));
        return this;
    }

    /**
     * Wants people to sign in once more before they get certificates, as Conditional Access may.
     *
     * @param claims JSON that the sign-in must repeat; empty wants nothing
     * @return this
     */
    public EntraEmulator demandClaims(String claims) {
        directory.demand(claims);
        return this;
    }

    /**
     * Lets the person enter a device code and agree.
     *
     * @param userCode the code that was shown
     */
    public void approve(String userCode) {
        signIns.approve(userCode);
    }

    /**
     * Lets the person enter a device code and decline.
     *
     * @param userCode the code that was shown
     */
    public void decline(String userCode) {
        signIns.decline(userCode);
    }

    /**
     * Lets the person enter every device code that is shown from now on, and agree, without {@link #approve}.
     *
     * @return this
     */
    public EntraEmulator approveEveryCode() {
        signIns.approveAll();
        return this;
    }

    /** Forgets all sign-ins and access tokens: whoever has signed in must do so again. */
    public void revokeSignIns() {
        signIns.revoke();
        directory.revokeBearers();
    }

    /**
     * Says whose an access token is.
     *
     * @param accessToken as a request carries it
     * @return the principal of the service, or the person; empty when it was not issued here or has been revoked
     */
    public Optional<String> ownerOf(String accessToken) {
        return directory.owner(accessToken);
    }

    /**
     * Answers the next request otherwise.
     *
     * @param status of HTTP
     * @param body as it is
     * @return this
     */
    public EntraEmulator answerNext(int status, String body) {
        next.add(EntraReply.raw(status, body));
        return this;
    }

    /**
     * Holds the next request until something has happened, and then answers it.
     *
     * @param newGate blocks until then, on a thread of the request
     * @return this
     */
    public EntraEmulator holdNext(Runnable newGate) {
        gate.set(newGate);
        return this;
    }

    /** {@return form and query of each request, oldest first, with the path as {@code path}; they hold secrets} */
    public List<Map<String, String>> requests() {
        return List.copyOf(requests);
    }

    /** {@return one text for each request that is not emulated and was refused with it, oldest first} */
    public List<String> unanswered() {
        return unanswered.texts();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        authority.close();
    }

    private EntraReply answer(String path, Map<String, String> fields) {
        Map<String, String> request = new LinkedHashMap<>(fields);
        request.put("path", path);
        requests.add(Map.copyOf(request));
        Optional.ofNullable(gate.getAndSet(null)).ifPresent(Runnable::run);
        return Optional.ofNullable(next.poll()).orElseGet(() -> endpoints.answer(path, fields));
    }
}
