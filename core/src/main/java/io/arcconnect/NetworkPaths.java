package io.arcconnect;

import io.arcconnect.internal.net.HttpProxy;
import io.arcconnect.model.NetworkPath;
import java.net.URI;
import java.util.Optional;

/** Tells which proxy and which trust the connections of one {@code ArcConnect} use. */
final class NetworkPaths {

    private final URI endpoint;
    private final Optional<String> callers;
    private final Optional<HttpProxy> proxy;
    private final int added;

    NetworkPaths(ArcConnectOptions options, Optional<HttpProxy> proxy) {
        this.endpoint = options.endpoint;
        this.callers = options.pipeline != null
                ? Optional.of("builder.pipeline")
                : Optional.ofNullable(options.httpClient).map(client -> "builder.httpClient");
        this.proxy = proxy;
        this.added = options.trusted.size();
    }

    /** {@return the way to Azure Resource Manager; with a pipeline or client of the caller's own, only they know it} */
    NetworkPath arm() {
        String host = endpoint.getHost();
        int port = endpoint.getPort() < 0 ? 443 : endpoint.getPort();
        return callers.map(own ->
                        new NetworkPath(host + ":" + port, Optional.empty(), false, own, "what " + own + " trusts"))
                .orElseGet(() -> path(host, port));
    }

    /**
     * The way to the relay.
     *
     * @param relayHost as {@code RelayCredentials.relayHost()} gives it, with or without port
     * @return the way
     */
    NetworkPath relay(String relayHost) {
        URI address = URI.create("wss://" + relayHost);
        return path(address.getHost(), address.getPort() < 0 ? 443 : address.getPort());
    }

    private NetworkPath path(String host, int port) {
        Optional<HttpProxy> through = proxy.filter(one -> one.carries(host, port));
        String decidedBy = proxy.map(one -> through.isPresent() ? one.source() : "an exception to " + one.source())
                .orElse("no proxy is configured");
        return new NetworkPath(
                host + ":" + port,
                through.map(HttpProxy::address),
                through.flatMap(HttpProxy::login).isPresent(),
                decidedBy,
                added == 0 ? "the JVM's authorities" : "the JVM's authorities and " + added + " more");
    }
}
