package io.arcconnect;

import com.azure.core.http.ProxyOptions;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationProperty;
import com.azure.core.util.ConfigurationPropertyBuilder;
import com.azure.core.util.HttpClientOptions;
import io.arcconnect.internal.net.HttpProxy;
import io.arcconnect.internal.net.NoProxy;
import io.arcconnect.internal.net.ProxyLogin;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the proxy: the one that was given, else what azure-core finds in the configuration. The lists of exceptions are
 * read from the configuration itself, because azure-core cuts a letter off some of their patterns and keeps blanks.
 */
final class ProxySettings {

    private static final String HTTPS_PROXY = Configuration.PROPERTY_HTTPS_PROXY;
    private static final String HTTP_PROXY = Configuration.PROPERTY_HTTP_PROXY;
    private static final String NO_PROXY = Configuration.PROPERTY_NO_PROXY;
    private static final ConfigurationProperty<String> AZURE_HOST = shared("http.proxy.hostname");
    private static final ConfigurationProperty<String> AZURE_EXCEPT = shared("http.proxy.non-proxy-hosts");

    private ProxySettings() {}

    static Optional<HttpProxy> find(ArcConnectOptions options) {
        Optional<HttpProxy> given = Optional.ofNullable(options.proxy)
                .map(proxy -> given(proxy, "builder.proxy"))
                .or(() -> clientOptions(options)
                        .map(HttpClientOptions::getProxyOptions)
                        .map(proxy -> given(proxy, "builder.clientOptions")));
        Configuration configuration = configuration(options);
        return given.or(() -> Optional.ofNullable(ProxyOptions.fromConfiguration(configuration, true))
                .map(found -> proxy(found, except(configuration).andLoopback(), source(configuration))));
    }

    static Configuration configuration(ArcConnectOptions options) {
        return Optional.ofNullable(options.configuration)
                .or(() -> clientOptions(options).map(HttpClientOptions::getConfiguration))
                .orElseGet(Configuration::getGlobalConfiguration);
    }

    /**
     * Refuses what cannot be spoken to.
     *
     * @throws IllegalArgumentException when it is a SOCKS proxy
     */
    static ProxyOptions require(ProxyOptions proxy) {
        if (proxy.getType() != ProxyOptions.Type.HTTP) {
            throw new IllegalArgumentException("only HTTP proxies are spoken to, not " + proxy.getType());
        }
        return proxy;
    }

    private static Optional<HttpClientOptions> clientOptions(ArcConnectOptions options) {
        return options.clientOptions instanceof HttpClientOptions http ? Optional.of(http) : Optional.empty();
    }

    private static HttpProxy given(ProxyOptions options, String source) {
        NoProxy except = Optional.ofNullable(options.getNonProxyHosts())
                .filter(regex -> !regex.isEmpty())
                .map(NoProxy::ofPattern)
                .orElseGet(NoProxy::none);
        return proxy(require(options), except, source);
    }

    private static HttpProxy proxy(ProxyOptions options, NoProxy except, String source) {
        Optional<ProxyLogin> login = Optional.ofNullable(options.getUsername())
                .filter(user -> !user.isEmpty() && options.getPassword() != null)
                .map(user -> ProxyLogin.of(user, options.getPassword()));
        return new HttpProxy(
                options.getAddress().getHostString(), options.getAddress().getPort(), login, except, source);
    }

    /** The order is that of {@link ProxyOptions#fromConfiguration}. */
    private static String source(Configuration configuration) {
        if (system(configuration)) {
            return has(configuration, HTTPS_PROXY) ? HTTPS_PROXY : HTTP_PROXY;
        }
        return configuration.contains(AZURE_HOST)
                ? "http.proxy.hostname"
                : has(configuration, "https.proxyHost") ? "https.proxyHost" : "http.proxyHost";
    }

    private static NoProxy except(Configuration configuration) {
        if (system(configuration)) {
            return NoProxy.ofEnvironment(configuration.get(NO_PROXY, ""));
        }
        String text = configuration.contains(AZURE_HOST)
                ? configuration.get(AZURE_EXCEPT)
                : configuration.get("http.nonProxyHosts");
        return NoProxy.ofJava(text == null ? "" : text);
    }

    private static boolean system(Configuration configuration) {
        return Boolean.parseBoolean(configuration.get("java.net.useSystemProxies"))
                && Stream.of(HTTPS_PROXY, HTTP_PROXY).anyMatch(name -> has(configuration, name));
    }

    private static boolean has(Configuration configuration, String name) {
        String value = configuration.get(name);
        return value != null && !value.isEmpty();
    }

    private static ConfigurationProperty<String> shared(String name) {
        return ConfigurationPropertyBuilder.ofString(name).shared(true).build();
    }
}
