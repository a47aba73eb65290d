package io.arcconnect.internal.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Digest (RFC 7616) for CONNECT, with MD5 or SHA-256, and the older form without {@code qop} that some proxies have. */
final class DigestScheme implements ProxyScheme {

    /** From weak to strong. */
    private static final List<String> ALGORITHMS = List.of("MD5", "SHA-256", "SHA-512-256");

    private static final Map<String, String> IN_JAVA = Map.of("SHA-512-256", "SHA-512/256");

    private final String realm;
    private final String nonce;
    private final String opaque;
    private final String algorithm;
    private final boolean announced;
    private final boolean counted;
    private final Supplier<String> clientNonce;
    private final AtomicInteger uses = new AtomicInteger();

    private DigestScheme(ProxyChallenge challenge, String algorithm, boolean counted, Supplier<String> clientNonce) {
        this.realm = challenge.parameter("realm");
        this.nonce = challenge.parameter("nonce");
        this.opaque = challenge.parameter("opaque");
        this.algorithm = algorithm;
        this.announced = !challenge.parameter("algorithm").isEmpty();
        this.counted = counted;
        this.clientNonce = clientNonce;
    }

    /** Empty when it is another scheme, or a form of this one that is not spoken here. */
    static Optional<DigestScheme> tryOf(ProxyChallenge challenge, Supplier<String> clientNonce) {
        String asked = challenge.parameter("algorithm").toUpperCase(Locale.ROOT);
        String algorithm = asked.isEmpty() ? "MD5" : asked;
        List<String> qop = Arrays.stream(challenge.parameter("qop").split(","))
                .map(String::strip)
                .toList();
        boolean plain = qop.equals(List.of(""));
        boolean spoken = challenge.scheme().equals("digest")
                && ALGORITHMS.contains(algorithm)
                && !challenge.parameter("nonce").isEmpty()
                && (plain || qop.stream().anyMatch("auth"::equalsIgnoreCase));
        return spoken ? Optional.of(new DigestScheme(challenge, algorithm, !plain, clientNonce)) : Optional.empty();
    }

    int strength() {
        return ALGORITHMS.indexOf(algorithm);
    }

    @Override
    public boolean isWorn() {
        return uses.get() > 1;
    }

    @Override
    public String authorization(ProxyLogin login, String target) {
        String password = login.pair().reveal().substring(login.user().length() + 1);
        String who = hash(login.user() + ":" + realm + ":" + password);
        String what = hash("CONNECT:" + target);
        String count = "%08x".formatted(uses.incrementAndGet());
        String own = clientNonce.get();
        String response = counted
                ? hash(who + ":" + nonce + ":" + count + ":" + own + ":auth:" + what)
                : hash(who + ":" + nonce + ":" + what);
        return "Digest username=" + quoted(login.user()) + ", realm=" + quoted(realm) + ", nonce=" + quoted(nonce)
                + ", uri=" + quoted(target) + ", response=" + quoted(response)
                + (announced ? ", algorithm=" + algorithm : "")
                + (opaque.isEmpty() ? "" : ", opaque=" + quoted(opaque))
                + (counted ? ", qop=auth, nc=" + count + ", cnonce=" + quoted(own) : "");
    }

    private String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(IN_JAVA.getOrDefault(algorithm, algorithm));
            return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no " + algorithm, e);
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
