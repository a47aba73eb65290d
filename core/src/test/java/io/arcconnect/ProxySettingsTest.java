package io.arcconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.ProxyOptions;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.core.util.ConfigurationSource;
import com.azure.core.util.HttpClientOptions;
import io.arcconnect.internal.net.HttpProxy;
import io.arcconnect.internal.net.ProxyLogin;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which proxy is found where, in the order of azure-core. */
class ProxySettingsTest {

    private static final ProxyOptions GIVEN = new ProxyOptions(
                    ProxyOptions.Type.HTTP, InetSocketAddress.createUnresolved("given.example", 8080))
            .setNonProxyHosts("*.corp.example");

    @Test
    void find_whenOneIsGiven_thenItWinsAndCarriesLoopback() {
        HttpProxy proxy = find(GIVEN, environment(Map.of("HTTPS_PROXY", "http://other.example:1")))
                .orElseThrow();

        assertThat(proxy.address()).isEqualTo("given.example:8080");
        assertThat(proxy.source()).isEqualTo("builder.proxy");
        assertThat(proxy.carries("localhost", 443)).isTrue();
        assertThat(proxy.carries("web.corp.example", 443)).isFalse();
    }

    @Test
    void find_whenTheEnvironmentNamesOne_thenWithLoginAndExceptions() {
        HttpProxy proxy = find(
                        null,
                        environment(Map.of(
                                "HTTPS_PROXY", "http://ada:p%40ss@proxy.example:3128",
                                "HTTP_PROXY", "http://other.example:1",
                                "NO_PROXY", "corp.example, 10.0.0.0/8")))
                .orElseThrow();

        assertThat(proxy.address()).isEqualTo("proxy.example:3128");
        assertThat(proxy.source()).isEqualTo("HTTPS_PROXY");
        assertThat(proxy.login()).contains(ProxyLogin.of("ada", "p@ss"));
        assertThat(proxy.carries("management.azure.com", 443)).isTrue();
        assertThat(proxy.carries("arm.corp.example", 443)).isFalse();
        assertThat(proxy.carries("10.1.2.3", 443)).isFalse();
        assertThat(proxy.carries("localhost", 443)).isFalse();
        assertThat(proxy.toString()).doesNotContain("ada", "p@ss");
    }

    @Test
    void find_whenSystemProxiesAreNotAllowed_thenTheEnvironmentIsNotRead() {
        Configuration configuration = built(
                Map.of("HTTPS_PROXY", "http://proxy.example:3128", "java.net.useSystemProxies", "false"), Map.of());

        assertThat(find(null, configuration)).isEmpty();
    }

    @Test
    void find_whenTheAzureSettingNamesOne_thenItsExceptionsCount() {
        Configuration configuration = built(
                Map.of(),
                Map.of(
                        "http.proxy.hostname",
                        "azure.example",
                        "http.proxy.port",
                        "3128",
                        "http.proxy.non-proxy-hosts",
                        "10.*"));

        HttpProxy proxy = find(null, configuration).orElseThrow();

        assertThat(proxy.address()).isEqualTo("azure.example:3128");
        assertThat(proxy.source()).isEqualTo("http.proxy.hostname");
        assertThat(proxy.carries("10.1.1.1", 443)).isFalse();
        assertThat(proxy.carries("100.1.1.1", 443)).isTrue();
    }

    @Test
    void find_whenTheJvmNamesOne_thenItsExceptionsCount() {
        Configuration configuration = built(
                Map.of(
                        "https.proxyHost", "jvm.example",
                        "https.proxyPort", "3128",
                        "http.nonProxyHosts", "build|*.corp.example"),
                Map.of());

        HttpProxy proxy = find(null, configuration).orElseThrow();

        assertThat(proxy.address()).isEqualTo("jvm.example:3128");
        assertThat(proxy.source()).isEqualTo("https.proxyHost");
        assertThat(proxy.carries("web.corp.example", 443)).isFalse();
        assertThat(proxy.carries("azgn1.servicebus.windows.net", 443)).isTrue();
    }

    @Test
    void find_whenConfigurationIsNone_thenNoProxy() {
        assertThat(find(null, Configuration.NONE)).isEmpty();
    }

    @Test
    void proxy_whenItIsSocks_thenRefusedAtTheCall() {
        ProxyOptions socks =
                new ProxyOptions(ProxyOptions.Type.SOCKS5, InetSocketAddress.createUnresolved("socks.example", 1080));

        assertThatThrownBy(() -> ArcConnect.builder().proxy(socks))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SOCKS5");
    }

    @Test
    void paths_whenAsked_thenEachHostHasItsOwn() {
        ArcConnectBuilder builder = ArcConnect.builder()
                .proxy(new ProxyOptions(
                                ProxyOptions.Type.HTTP, InetSocketAddress.createUnresolved("given.example", 8080))
                        .setCredentials("ada", "never-printed")
                        .setNonProxyHosts("*.windows.net"));
        Optional<HttpProxy> proxy = ProxySettings.find(builder.options);
        NetworkPaths paths = new NetworkPaths(builder.options, proxy);

        assertThat(paths.arm())
                .hasToString("management.azure.com:443 through given.example:8080 with a user name (builder.proxy),"
                        + " trusting the JVM's authorities");
        assertThat(paths.relay("azgn1.servicebus.windows.net"))
                .hasToString("azgn1.servicebus.windows.net:443 without a proxy (an exception to builder.proxy),"
                        + " trusting the JVM's authorities");
        assertThat(paths.relay("azgn1.servicebus.localhost:8443").target())
                .isEqualTo("azgn1.servicebus.localhost:8443");
    }

    @Test
    void paths_whenTheClientIsTheCallers_thenItSaysSo() {
        ArcConnectBuilder builder = ArcConnect.builder().httpClient(request -> null);

        assertThat(new NetworkPaths(builder.options, Optional.empty()).arm())
                .hasToString("management.azure.com:443 without a proxy (builder.httpClient),"
                        + " trusting what builder.httpClient trusts");
    }

    @Test
    void find_whenClientOptionsNameOne_thenAsIfGivenToTheBuilder() {
        ArcConnectBuilder builder = ArcConnect.builder().clientOptions(new HttpClientOptions().setProxyOptions(GIVEN));

        HttpProxy proxy = ProxySettings.find(builder.options).orElseThrow();

        assertThat(proxy.address()).isEqualTo("given.example:8080");
        assertThat(proxy.source()).isEqualTo("builder.clientOptions");
    }

    private static Optional<HttpProxy> find(@Nullable ProxyOptions given, Configuration configuration) {
        ArcConnectBuilder builder = ArcConnect.builder().configuration(configuration);
        if (given != null) {
            builder.proxy(given);
        }
        return ProxySettings.find(builder.options);
    }

    private static Configuration environment(Map<String, String> variables) {
        Map<String, String> all = new java.util.HashMap<>(variables);
        all.put("java.net.useSystemProxies", "true");
        return built(all, Map.of());
    }

    private static Configuration built(Map<String, String> environment, Map<String, String> properties) {
        ConfigurationSource none = source -> Map.of();
        ConfigurationSource variables = source -> environment;
        ConfigurationSource settings = source -> properties;
        return new ConfigurationBuilder(settings, none, variables).build();
    }
}
