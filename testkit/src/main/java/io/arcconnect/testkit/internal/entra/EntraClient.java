package io.arcconnect.testkit.internal.entra;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLException;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * An HTTP client that trusts the emulator and sends everything to its port, whatever port the address names: msal4j forgets
 * the port of an authority (libraries.md 4).
 */
public final class EntraClient implements HttpClient, AutoCloseable {

    private final int port;
    private final LoopResources loops = LoopResources.create("entra-emulator-client", 1, true);
    private final ConnectionProvider connections = ConnectionProvider.create("entra-emulator", 50);
    private final SslContext tls;
    private final HttpClient client;

    /**
     * Makes a client without connections.
     *
     * @param port of the emulator
     * @param authority that issued its certificate
     */
    public EntraClient(int port, X509Certificate authority) {
        this.port = port;
        this.tls = trust(authority);
        this.client = new NettyAsyncHttpClientBuilder(reactor.netty.http.client.HttpClient.create(connections)
                        .runOn(loops)
                        .secure(spec -> spec.sslContext(tls)))
                .build();
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        try {
            return client.send(request.setUrl(
                    new URL("https", "localhost", port, request.getUrl().getFile())));
        } catch (MalformedURLException impossible) {
            return Mono.error(impossible);
        }
    }

    private static SslContext trust(X509Certificate authority) {
        try {
            // The JDK's own, which needs no release.
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(authority)
                    .build();
        } catch (SSLException failed) {
            throw new IllegalStateException("cannot use certificates", failed);
        }
    }

    @Override
    public void close() {
        connections
                .disposeLater()
                .then(loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)))
                .block(Duration.ofSeconds(10));
    }
}
