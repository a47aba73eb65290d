package io.arcconnect.testkit.internal.entra;

import io.arcconnect.model.Secret;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who there is, and what they may. */
public final class EntraDirectory {

    /** Identifies a service principal by a secret or by a certificate, and names it in certificates. */
    record Principal(Optional<Secret> secret, Optional<X509Certificate> certificate, String name) {}

    final String tenant;
    final Map<String, Principal> principals = new ConcurrentHashMap<>();
    final Set<String> authorizedClients = ConcurrentHashMap.newKeySet();
    final Map<String, String> bearers = new ConcurrentHashMap<>();
    volatile String person = "ada@contoso.com";
    volatile Clock clock = Clock.systemUTC();
    volatile Duration lifetime = Duration.ofHours(1);
    volatile String certificateScope = "https://pas.windows.net/CheckMyAccess/Linux/.default";
    volatile String claims = "";

    /**
     * Makes an empty one.
     *
     * @param tenant the only tenant
     */
    public EntraDirectory(String tenant) {
        this.tenant = tenant;
    }

    /**
     * Adds a service principal with a secret.
     *
     * @param clientId its id
     * @param secret what it must say
     * @param name in certificates
     */
    public void add(String clientId, Secret secret, String name) {
        principals.put(clientId, new Principal(Optional.of(secret), Optional.empty(), name));
    }

    /**
     * Adds a service principal with a certificate.
     *
     * @param clientId its id
     * @param certificate whose key it must sign with
     * @param name in certificates
     */
    public void add(String clientId, X509Certificate certificate, String name) {
        principals.put(clientId, new Principal(Optional.empty(), Optional.of(certificate), name));
    }

    /**
     * Lets a client have certificates for people.
     *
     * @param clientId its id
     */
    public void authorize(String clientId) {
        authorizedClients.add(clientId);
    }

    /**
     * Sets who signs in.
     *
     * @param newPerson a user principal name
     */
    public void person(String newPerson) {
        person = newPerson;
    }

    /**
     * Sets the clock that dates certificates.
     *
     * @param newClock the clock
     */
    public void clock(Clock newClock) {
        clock = newClock;
    }

    /**
     * Sets how long certificates are valid.
     *
     * @param newLifetime from the clock's now
     */
    public void lifetime(Duration newLifetime) {
        lifetime = newLifetime;
    }

    /**
     * Sets the only scope that gives certificates.
     *
     * @param scope the scope
     */
    public void certificateScope(String scope) {
        certificateScope = scope;
    }

    /**
     * Wants people to sign in once more for certificates.
     *
     * @param newClaims what the sign-in must repeat; empty wants nothing
     */
    public void demand(String newClaims) {
        claims = newClaims;
    }

    /**
     * Looks up an access token.
     *
     * @param token as a request carries it
     * @return whose it is; empty when it was not issued here or has been revoked
     */
    public Optional<String> owner(String token) {
        return Optional.ofNullable(bearers.get(token));
    }

    /** Revokes every access token. */
    public void revokeBearers() {
        bearers.clear();
    }
}
