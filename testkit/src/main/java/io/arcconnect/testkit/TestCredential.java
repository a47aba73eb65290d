package io.arcconnect.testkit;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.arcconnect.testkit.internal.Ids;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** A credential that signs nobody in: it makes up tokens and remembers which. */
public final class TestCredential implements TokenCredential {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final String name;
    private final Set<String> issued = ConcurrentHashMap.newKeySet();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final List<TokenRequestContext> requests = new CopyOnWriteArrayList<>();

    private TestCredential(String name) {
        this.name = name;
    }

    /** {@return a credential with a name of no importance} */
    public static TestCredential create() {
        return named("tester");
    }

    /**
     * Makes a credential.
     *
     * @param name shown in the refusals of the emulated Azure Resource Manager
     * @return the credential
     */
    public static TestCredential named(String name) {
        return new TestCredential(name);
    }

    /** {@return the name} */
    public String name() {
        return name;
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromSupplier(() -> {
            String token = "test-" + Ids.next();
            issued.add(token);
            requests.add(request);
            return new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plus(LIFETIME));
        });
    }

    /** {@return what was asked for, oldest first} */
    public List<TokenRequestContext> requests() {
        return List.copyOf(requests);
    }

    /** Makes the emulator refuse every token issued so far, as an expired one. */
    public void revoke() {
        issued.clear();
    }

    /**
     * Takes an action away from the roles of this caller alone.
     *
     * @param action such as {@code Microsoft.HybridConnectivity/endpoints/listCredentials/action}
     * @return this
     */
    public TestCredential deny(String action) {
        denied.add(action);
        return this;
    }

    /**
     * Gives an action back.
     *
     * @param action one that was denied
     * @return this
     */
    public TestCredential allow(String action) {
        denied.remove(action);
        return this;
    }

    /**
     * Says whether an action was taken away.
     *
     * @param action the action
     * @return whether the roles lack it
     */
    public boolean denies(String action) {
        return denied.contains(action);
    }

    /**
     * Says whether a token is one of this credential's.
     *
     * @param token the bearer token
     * @return whether it was issued here and not revoked
     */
    public boolean accepts(String token) {
        return issued.contains(token);
    }

    /** {@return the name} */
    @Override
    public String toString() {
        return "TestCredential[" + name + "]";
    }
}
