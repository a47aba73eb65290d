package io.arcconnect.internal.net;

import io.arcconnect.error.ArcReason;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Signs in to one proxy. It waits to be asked, so that a proxy that speaks Digest is never shown the password, and
 * remembers what was asked for all further connections.
 */
final class ProxySignIn {

    private final HttpProxy proxy;
    private final AtomicReference<@Nullable ProxyScheme> learnt = new AtomicReference<>();
    private final SecureRandom random = seeded();

    ProxySignIn(HttpProxy proxy) {
        this.proxy = proxy;
    }

    /** One request to the proxy: with which scheme, if any. */
    record Attempt(String target, @Nullable ProxyScheme scheme) {

        Optional<String> header(Optional<ProxyLogin> login) {
            return Optional.ofNullable(scheme).flatMap(known -> login.map(who -> known.authorization(who, target)));
        }
    }

    Attempt attempt(String target) {
        return new Attempt(target, learnt.get());
    }

    /** {@return why no further attempt can succeed; empty when the next one may} */
    Optional<ProxyFailure> refused(Attempt attempt, List<String> challenges) {
        List<ProxyChallenge> offered = ProxyChallenge.parse(challenges);
        Optional<ProxyScheme> best = ProxyScheme.strongest(offered, this::clientNonce);
        if (best.isEmpty()) {
            return Optional.of(ProxyFailure.of(
                    ArcReason.PROXY_AUTHENTICATION_UNSUPPORTED,
                    "the proxy " + proxy.address() + " wants a login with " + wanted(offered)
                            + ", and only Basic and Digest are spoken here"));
        }
        if (proxy.login().isEmpty()) {
            return failed("wants a user name and a password, and there are none");
        }
        learnt.set(best.get());
        ProxyScheme used = attempt.scheme();
        boolean mayBeBetter = used == null
                || used.isWorn()
                || !used.getClass().equals(best.get().getClass());
        return mayBeBetter ? Optional.empty() : failed("refuses the user name or the password");
    }

    private Optional<ProxyFailure> failed(String what) {
        return Optional.of(
                ProxyFailure.of(ArcReason.PROXY_AUTHENTICATION_FAILED, "the proxy " + proxy.address() + " " + what));
    }

    private static String wanted(List<ProxyChallenge> offered) {
        return offered.isEmpty() ? "nothing that it names" : ProxyChallenge.names(offered);
    }

    private String clientNonce() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Seeded here and now, because reading the system's entropy may block and connections are made on I/O threads. */
    private static SecureRandom seeded() {
        SecureRandom random;
        try {
            random = SecureRandom.getInstance("DRBG");
        } catch (NoSuchAlgorithmException e) {
            random = new SecureRandom();
        }
        random.nextBytes(new byte[1]);
        return random;
    }
}
