package io.arcconnect.cli.options;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import com.azure.core.util.UrlBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Carries sign-ins to an Entra ID of one's own: with its authorities, and to its port, which msal4j drops (libraries.md 4). */
final class AuthorityClient implements HttpClient {

    private final HttpClient client;
    private final URI authority;

    private AuthorityClient(HttpClient client, URI authority) {
        this.client = client;
        this.authority = authority;
    }

    static HttpClient of(URI authority, Optional<Path> trust, Configuration configuration) {
        java.net.http.HttpClient.Builder connections = java.net.http.HttpClient.newBuilder();
        trust.ifPresent(file -> connections.sslContext(trusting(file)));
        return new AuthorityClient(
                new JdkHttpClientBuilder(connections)
                        .configuration(configuration)
                        .build(),
                authority);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return client.send(there(request));
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return client.send(there(request), context);
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        return client.sendSync(there(request), context);
    }

    private HttpRequest there(HttpRequest request) {
        URL asked = request.getUrl();
        if (asked.getPort() >= 0 || !asked.getHost().equalsIgnoreCase(authority.getHost())) {
            return request;
        }
        try {
            return request.copy()
                    .setUrl(UrlBuilder.parse(asked).setPort(authority.getPort()).toUrl());
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The JVM's authorities and those of the file. */
    private static SSLContext trusting(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            List<Certificate> trusted =
                    new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(bytes));
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager ofTheJvm) {
                    trusted.addAll(List.<X509Certificate>of(ofTheJvm.getAcceptedIssuers()));
                }
            }
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            for (int i = 0; i < trusted.size(); i++) {
                all.setCertificateEntry("authority-" + i, trusted.get(i));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(all), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot read certificates from " + file, e);
        }
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
