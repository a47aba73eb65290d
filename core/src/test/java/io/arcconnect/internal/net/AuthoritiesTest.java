package io.arcconnect.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthoritiesTest {

    private static final List<X509Certificate> SOME = some();

    @TempDir
    Path folder;

    @Test
    void in_whenTheFileHasSeveralAndNotes_thenAllAreRead() throws Exception {
        Path file = Files.writeString(
                folder.resolve("ca.pem"), "# our proxy\n" + pem(SOME.get(0)) + "\nsubject=second\n" + pem(SOME.get(1)));

        assertThat(Authorities.in(file)).containsExactlyElementsOf(SOME);
    }

    @Test
    void in_whenTheFileIsDer_thenRead() throws Exception {
        Path file = Files.write(folder.resolve("ca.crt"), SOME.get(0).getEncoded());

        assertThat(Authorities.in(file)).containsExactly(SOME.get(0));
    }

    @Test
    void in_whenTheFileHasNone_thenRefused() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path text = Files.writeString(folder.resolve("text.pem"), "hello");

        assertThatThrownBy(() -> Authorities.in(empty)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Authorities.in(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Authorities.in(folder.resolve("absent.pem")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("absent.pem");
    }

    @Test
    void in_whenAKeyStore_thenItsCertificates() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        assertThatThrownBy(() -> Authorities.in(store)).isInstanceOf(IllegalArgumentException.class);
        store.load(null, null);
        assertThatThrownBy(() -> Authorities.in(store)).isInstanceOf(IllegalArgumentException.class);

        store.setCertificateEntry("one", SOME.get(0));

        assertThat(Authorities.in(store)).containsExactly(SOME.get(0));
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /** Two that the JVM brings. */
    private static List<X509Certificate> some() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
            return List.of(manager.getAcceptedIssuers()[0], manager.getAcceptedIssuers()[1]);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
