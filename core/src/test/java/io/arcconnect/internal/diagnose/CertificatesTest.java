package io.arcconnect.internal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.internal.net.TlsPeer;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

/** The certificates are roots that every JVM knows: they vouch for themselves. */
class CertificatesTest {

    private static final String RELAY = "ns.servicebus.windows.net";

    @Test
    void looksIntercepted_whenARelaysCertificateIsNotMicrosofts_thenYes() throws Exception {
        assertThat(Certificates.looksIntercepted(RELAY, List.of(root(issuer -> !issuer.contains("digicert")))))
                .isTrue();
    }

    @Test
    void looksIntercepted_whenMicrosoftsAuthorityVouches_thenNo() throws Exception {
        assertThat(Certificates.looksIntercepted(RELAY, List.of(root(issuer -> issuer.contains("digicert")))))
                .isFalse();
    }

    @Test
    void looksIntercepted_whenTheHostIsNoPublicRelay_thenNobodyKnows() throws Exception {
        assertThat(Certificates.looksIntercepted("relay.example.org", List.of(root(issuer -> true))))
                .isFalse();
    }

    @Test
    void whyNot_whenTheClockIsOutsideTheDates_thenItSaysSo() throws Exception {
        X509Certificate root = root(issuer -> true);
        TlsPeer peer = new TlsPeer("", List.of(root), Optional.of(new IllegalStateException("not believed")));

        assertThat(Certificates.whyNot(peer, at(root.getNotAfter(), Duration.ofDays(1)))
                        .orElse(""))
                .startsWith("it ended ");
        assertThat(Certificates.whyNot(peer, at(root.getNotBefore(), Duration.ofDays(-1)))
                        .orElse(""))
                .startsWith("it begins ");
        assertThat(Certificates.whyNot(peer, at(root.getNotBefore(), Duration.ofDays(1))))
                .isEmpty();
    }

    @Test
    void name_whenThereIsACommonName_thenThatElseTheOrganization() {
        assertThat(Certificates.name(new X500Principal("CN=Inspection CA, O=Contoso")))
                .isEqualTo("Inspection CA");
        assertThat(Certificates.name(new X500Principal("O=Contoso, C=DE"))).isEqualTo("Contoso");
        assertThat(Certificates.name(new X500Principal("C=DE"))).isEqualTo("C=DE");
    }

    private static Clock at(java.util.Date moment, Duration later) {
        return Clock.fixed(moment.toInstant().plus(later), ZoneOffset.UTC);
    }

    private static X509Certificate root(Predicate<String> issuer) throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                .filter(root -> {
                    String name = root.getIssuerX500Principal().getName().toLowerCase(Locale.ROOT);
                    return !name.contains("microsoft") && issuer.test(name);
                })
                .findFirst()
                .orElseThrow();
    }
}
