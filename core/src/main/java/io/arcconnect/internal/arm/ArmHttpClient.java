package io.arcconnect.internal.arm;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import io.arcconnect.internal.net.ProxyTunnels;
import java.time.Duration;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** azure-core's client on our own connections, which bring proxy, names and trust. */
public final class ArmHttpClient implements HttpClient {

    private final HttpClient client;

    private ArmHttpClient(HttpClient client) {
        this.client = client;
    }

    /**
     * Makes a client.
     *
     * @param connections pooled
     * @param configuration read for azure-core's time limits; what it says of proxies is for the connections to know
     * @return the client
     */
    public static HttpClient over(reactor.netty.http.client.HttpClient connections, Configuration configuration) {
        NettyAsyncHttpClientBuilder builder =
                new NettyAsyncHttpClientBuilder(connections).configuration(Configuration.NONE);
        limit(configuration, Configuration.PROPERTY_AZURE_REQUEST_CONNECT_TIMEOUT, builder::connectTimeout);
        limit(configuration, Configuration.PROPERTY_AZURE_REQUEST_WRITE_TIMEOUT, builder::writeTimeout);
        limit(configuration, Configuration.PROPERTY_AZURE_REQUEST_RESPONSE_TIMEOUT, builder::responseTimeout);
        limit(configuration, Configuration.PROPERTY_AZURE_REQUEST_READ_TIMEOUT, builder::readTimeout);
        return new ArmHttpClient(builder.build());
    }

    private static void limit(Configuration configuration, String name, Consumer<Duration> setting) {
        String millis = configuration.get(name);
        if (millis != null && millis.matches("[0-9]{1,9}")) {
            setting.accept(Duration.ofMillis(Long.parseLong(millis)));
        }
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return send(request, Context.NONE);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return ProxyTunnels.answeringChallenges(client.send(request, context));
    }
}
