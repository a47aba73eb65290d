package io.arcconnect.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Stage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxySignInTest {

    private static final String TARGET = "relay.example:443";
    private static final String DIGEST =
            "Digest realm=\"a, \\\"b\\\"\", nonce=\"n1\", qop=\"auth-int,auth\", opaque=\"o\"";

    private final List<ProxyChallenge> parsed = new CopyOnWriteArrayList<>();
    private final ProxySignIn signIn = signIn(Optional.of(ProxyLogin.of("ada", "p:ß")));

    @Test
    void attempt_whenNothingWasAsked_thenNothingIsSaid() {
        assertThat(signIn.attempt(TARGET).scheme()).isNull();
    }

    @Test
    void attempt_whenBasicWasAsked_thenBasicInUtf8() {
        assertThat(signIn.refused(signIn.attempt(TARGET), List.of("Basic realm=\"x\"")))
                .isEmpty();

        assertThat(header(signIn)).isEqualTo("Basic YWRhOnA6w58=");
    }

    @Test
    void attempt_whenBothWereAsked_thenDigestAndNoPassword() {
        assertThat(signIn.refused(signIn.attempt(TARGET), List.of("Basic realm=\"x\"", DIGEST)))
                .isEmpty();

        assertThat(header(signIn))
                .startsWith("Digest username=\"ada\", realm=\"a, \\\"b\\\"\", nonce=\"n1\", uri=\"relay.example:443\"")
                .contains("opaque=\"o\"", "qop=auth", "nc=00000001", "cnonce=")
                .doesNotContain("YWRhOnA6w58=");
        assertThat(header(signIn)).contains("nc=00000002");
    }

    @Test
    void parse_whenAValueIsAsLongAsHeadersMayBe_thenRead() throws Exception {
        String realm = "a\\\"".repeat(2_600);
        Thread shallow = new Thread(
                null,
                () -> parsed.addAll(ProxyChallenge.parse(List.of("Basic realm=\"" + realm + "\""))),
                "shallow",
                256 * 1024);
        shallow.setUncaughtExceptionHandler((thread, error) -> {});
        shallow.start();
        shallow.join();

        assertThat(parsed)
                .singleElement()
                .satisfies(challenge -> assertThat(challenge.parameter("realm")).hasSize(5_200));
    }

    /** Computed with Python's hashlib. */
    @ParameterizedTest
    @CsvSource({
        "MD5, 5b25a8e0afd76df4f7dabe7de72f7ca1",
        "SHA-256, 4d0e81b029b8af9a4d941e902ba9aadcae7616b2370e699378fefeffafd6019a",
    })
    void authorization_whenComputed_thenAsRfc7616Says(String algorithm, String response) {
        ProxyChallenge challenge = ProxyChallenge.parse(
                        List.of("Digest realm=\"arc\", nonce=\"abc\", qop=\"auth\", algorithm=" + algorithm))
                .get(0);

        String header = DigestScheme.tryOf(challenge, () -> "xyz")
                .orElseThrow()
                .authorization(ProxyLogin.of("ada", "secret"), TARGET);

        assertThat(header).contains("response=\"" + response + "\"", "algorithm=" + algorithm);
    }

    @Test
    void refused_whenOnlyNtlmAndNegotiateAreOffered_thenUnsupportedAndNamed() {
        ProxyFailure failure = signIn.refused(signIn.attempt(TARGET), List.of("NTLM", "Negotiate"))
                .orElseThrow();

        assertThat(failure.failure(Stage.DIAL, "", ArcReason.RELAY_UNREACHABLE).reason())
                .isEqualTo(ArcReason.PROXY_AUTHENTICATION_UNSUPPORTED);
        assertThat(failure).hasMessageContaining("ntlm, negotiate");
    }

    @Test
    void refused_whenThereIsNoLogin_thenFailed() {
        ProxySignIn nobody = signIn(Optional.empty());

        assertThat(nobody.refused(nobody.attempt(TARGET), List.of("Negotiate, Basic realm=\"x\"")))
                .isPresent();
        assertThat(nobody.attempt(TARGET).scheme()).isNull();
    }

    @Test
    void refused_whenTheFirstAnswerToAChallengeIsRefused_thenNoThirdTry() {
        signIn.refused(signIn.attempt(TARGET), List.of(DIGEST));
        ProxySignIn.Attempt answered = signIn.attempt(TARGET);
        answered.header(Optional.of(ProxyLogin.of("ada", "x")));

        Optional<ProxyFailure> failure = signIn.refused(answered, List.of(DIGEST));

        assertThat(failure)
                .isPresent()
                .get()
                .extracting(ProxyFailure::isTransient)
                .isEqualTo(false);
    }

    @Test
    void refused_whenANonceIsWornOut_thenTheNextIsTried() {
        signIn.refused(signIn.attempt(TARGET), List.of(DIGEST));
        ProxySignIn.Attempt answered = signIn.attempt(TARGET);
        answered.header(Optional.of(ProxyLogin.of("ada", "x")));
        answered.header(Optional.of(ProxyLogin.of("ada", "x")));

        assertThat(signIn.refused(answered, List.of(DIGEST.replace("n1", "n2"))))
                .isEmpty();
        assertThat(header(signIn)).contains("nonce=\"n2\"");
    }

    @Test
    void parse_whenAFieldHoldsSeveral_thenEachIsRead() {
        List<ProxyChallenge> challenges = ProxyChallenge.parse(List.of(
                "NTLM TlRMTVNTUAAB==, Digest realm=a,nonce = \"q\\\"uoted\" , stale=true, Basic realm=\"b, c\"",
                "Negotiate",
                "=nonsense"));

        assertThat(challenges)
                .extracting(ProxyChallenge::scheme)
                .containsExactly("ntlm", "digest", "basic", "negotiate");
        assertThat(challenges.get(1).parameters())
                .containsEntry("realm", "a")
                .containsEntry("nonce", "q\"uoted")
                .containsEntry("stale", "true");
        assertThat(challenges.get(2).parameter("realm")).isEqualTo("b, c");
    }

    @Test
    void toString_whenPrinted_thenNoCredentials() {
        ProxyLogin login = ProxyLogin.of("ada", "p:ß");
        HttpProxy proxy = new HttpProxy("proxy.example", 8080, Optional.of(login), NoProxy.none(), "test");

        assertThat(login.toString() + proxy + signIn.attempt(TARGET)).doesNotContain("ada", "p:ß");
    }

    private static String header(ProxySignIn signIn) {
        return signIn.attempt(TARGET)
                .header(Optional.of(ProxyLogin.of("ada", "p:ß")))
                .orElseThrow();
    }

    private static ProxySignIn signIn(Optional<ProxyLogin> login) {
        return new ProxySignIn(new HttpProxy("proxy.example", 8080, login, NoProxy.none(), "test"));
    }
}
