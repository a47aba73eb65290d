package io.arcconnect.internal.net;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Which certificate authorities are believed: those of the JVM and what the caller added. */
final class Trust {

    /**
     * P-384 first: Azure's fronts ask whoever begins with another curve to begin again, which costs a round trip (protocol.md
     * 3.1). The rest is Netty's own choice in its order, with and without what only some libraries know.
     */
    private static final List<List<String>> GROUPS = List.of(
            List.of("secp384r1", "X25519MLKEM768", "x25519", "secp256r1", "secp521r1"),
            List.of("secp384r1", "x25519", "secp256r1", "secp521r1"));

    /** Netty obeys it, and so does this. */
    private static final String GROUPS_OF_THE_JVM = "jdk.tls.namedGroups";

    private Trust() {}

    /** Makes the client's TLS context, on OpenSSL where its library is on the class path. The caller releases it. */
    static SslContext clientContext(List<X509Certificate> added) {
        try {
            SslContext context = OpenSsl.isAvailable()
                    ? ofOpenSsl(added)
                    : builder(SslProvider.JDK, added).build();
            takeTickets(context);
            return context;
        } catch (SSLException e) {
            throw new IllegalStateException("this JVM cannot do TLS", e);
        }
    }

    private static SslContext ofOpenSsl(List<X509Certificate> added) throws SSLException {
        if (System.getProperty(GROUPS_OF_THE_JVM) == null) {
            for (List<String> groups : GROUPS) {
                try {
                    return builder(SslProvider.OPENSSL_REFCNT, added)
                            .option(OpenSslContextOption.GROUPS, groups.toArray(String[]::new))
                            .build();
                } catch (SSLException unknown) {
                    // The library has not all of them.
                }
            }
        }
        return builder(SslProvider.OPENSSL_REFCNT, added).build();
    }

    private static SslContextBuilder builder(SslProvider provider, List<X509Certificate> added) {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(provider);
        return added.isEmpty() ? builder : builder.trustManager(with(added));
    }

    /** Netty turns tickets off for the sake of servers that would keep one key for them; a client has none. */
    private static void takeTickets(SslContext context) {
        if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
            sessions.setTicketKeys();
        }
    }

    /** {@return what decides, for a context of one's own} */
    static X509ExtendedTrustManager judge(List<X509Certificate> added) {
        try {
            TrustManagerFactory factory = added.isEmpty() ? factory(null) : with(added);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager judge) {
                    return judge;
                }
            }
            throw new IllegalStateException("this JVM has no trust manager for X.509");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot do TLS", e);
        }
    }

    private static TrustManagerFactory with(List<X509Certificate> added) {
        try {
            KeyStore together = KeyStore.getInstance(KeyStore.getDefaultType());
            together.load(null, null);
            int number = 0;
            for (X509Certificate known : knownToTheJvm()) {
                together.setCertificateEntry("jvm-" + number++, known);
            }
            for (X509Certificate authority : added) {
                together.setCertificateEntry("added-" + number++, authority);
            }
            return factory(together);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the trusted certificates cannot be used", e);
        }
    }

    private static X509Certificate[] knownToTheJvm() throws GeneralSecurityException {
        for (TrustManager manager : factory(null).getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    private static TrustManagerFactory factory(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
