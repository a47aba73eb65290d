package io.arcconnect.internal.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How to sign in to a proxy, learnt from its challenge and good for many connections. */
interface ProxyScheme {

    /**
     * Makes the header.
     *
     * @param login who
     * @param target host and port that CONNECT names
     * @return the value of {@code Proxy-Authorization}; secret
     */
    String authorization(ProxyLogin login, String target);

    /** Says whether a refusal may mean that this has been used for too long, rather than that the login is wrong. */
    boolean isWorn();

    /** Picks the strongest scheme that is spoken here: Digest before Basic, SHA-256 before MD5. */
    static Optional<ProxyScheme> strongest(List<ProxyChallenge> offered, Supplier<String> clientNonce) {
        Stream<DigestScheme> digests = offered.stream()
                .map(one -> DigestScheme.tryOf(one, clientNonce))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(DigestScheme::strength).reversed());
        Stream<ProxyScheme> basic =
                offered.stream().filter(one -> one.scheme().equals("basic")).map(one -> new Basic());
        return Stream.<ProxyScheme>concat(digests, basic).findFirst();
    }

    /** RFC 7617. */
    record Basic() implements ProxyScheme {
        @Override
        public boolean isWorn() {
            return false;
        }

        @Override
        public String authorization(ProxyLogin login, String target) {
            return "Basic "
                    + Base64.getEncoder().encodeToString(login.pair().reveal().getBytes(UTF_8));
        }
    }
}
