package io.arcconnect.testkit;

import com.azure.core.credential.TokenRequestContext;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What planted tests open. */
final class Openings {

    private Openings() {}

    /** A session that is open until somebody closes it. */
    static Protocol<AsyncCloseable> session() {
        return route -> Mono.fromSupplier(() -> new AsyncCloseable() {
            private final Sinks.Empty<Void> closed = Sinks.empty();

            @Override
            public Mono<Void> close() {
                return Mono.fromRunnable(closed::tryEmitEmpty);
            }

            @Override
            public Mono<Void> onClose() {
                return closed.asMono();
            }
        });
    }

    /** The status of a request that a client without us makes. */
    static int status(ArcEmulator emulator, String path) {
        try {
            KeyStore authorities = KeyStore.getInstance("PKCS12");
            authorities.load(null, null);
            authorities.setCertificateEntry("emulator", emulator.authority());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            URI uri = emulator.endpoint().resolve(path + "?api-version=2024-07-10");
            HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection();
            connection.setSSLSocketFactory(tls.getSocketFactory());
            String token = emulator.credential()
                    .getToken(new TokenRequestContext().addScopes("any"))
                    .map(issued -> issued.getToken())
                    .block();
            connection.setRequestProperty("Authorization", "Bearer " + token);
            int status = ((HttpURLConnection) connection).getResponseCode();
            connection.disconnect();
            return status;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
