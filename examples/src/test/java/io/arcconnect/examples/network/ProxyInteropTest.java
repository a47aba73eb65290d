package io.arcconnect.examples.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.ProxyOptions;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.core.util.ConfigurationSource;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.RelayException;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.Fault;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Azure Resource Manager and the relay through real proxies. */
@Timeout(120)
class ProxyInteropTest {

    /** How a real proxy can ask for a login. */
    enum Login {
        TINYPROXY_BASIC,
        SQUID_BASIC,
        SQUID_DIGEST;

        RealProxy start(Path directory) throws Exception {
            return switch (this) {
                case TINYPROXY_BASIC -> RealProxy.tinyproxy(directory, RealProxy.basicAuth());
                case SQUID_BASIC -> RealProxy.squid(directory, RealProxy.basicLogin(directory));
                case SQUID_DIGEST -> RealProxy.squid(directory, RealProxy.digestLogin(directory));
            };
        }
    }

    private static ArcEmulator emulator;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        emulator = ProxiedArc.emulator();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @AfterEach
    void calm() {
        emulator.clearFaults();
    }

    @Test
    void use_whenThereIsAProxy_thenBothPathsGoThroughIt() throws Exception {
        try (RealProxy proxy = RealProxy.tinyproxy(directory)) {
            assertThat(ProxiedArc.echo(emulator, emulator.arcConnect().proxy(proxy.options())))
                    .isEqualTo("hello\n");

            assertThat(proxy.log()).contains("CONNECT localhost:" + port()).contains("CONNECT 127.0.0.1:" + port());
        }
    }

    @ParameterizedTest
    @EnumSource
    void use_whenTheProxyWantsALogin_thenTheWholePathWorks(Login login) throws Exception {
        try (RealProxy proxy = login.start(directory)) {
            ProxyOptions options = proxy.options().setCredentials(RealProxy.USER, RealProxy.PASSWORD);

            assertThat(ProxiedArc.echo(emulator, emulator.arcConnect().proxy(options)))
                    .isEqualTo("hello\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void use_whenThePasswordIsWrong_thenBothPathsSaySo(Login login) throws Exception {
        try (RealProxy proxy = login.start(directory)) {
            ProxyOptions all = proxy.options().setCredentials(RealProxy.USER, "wrong-7Zq");
            ProxyOptions relayOnly =
                    proxy.options().setCredentials(RealProxy.USER, "wrong-7Zq").setNonProxyHosts("localhost");

            ArcConnectException arm =
                    ProxiedArc.armFailure(emulator, emulator.arcConnect().proxy(all));
            ArcConnectException relay =
                    ProxiedArc.dialFailure(emulator, emulator.arcConnect().proxy(relayOnly));

            assertThat(arm.reason()).isEqualTo(ArcReason.PROXY_AUTHENTICATION_FAILED);
            assertThat(relay).isInstanceOf(RelayException.class);
            assertThat(relay.reason()).isEqualTo(ArcReason.PROXY_AUTHENTICATION_FAILED);
            assertThat(arm.getMessage() + relay.getMessage()).doesNotContain("wrong-7Zq", RealProxy.USER + ":");
        }
    }

    @Test
    void use_whenThereIsNoLogin_thenToldSo() throws Exception {
        try (RealProxy proxy = RealProxy.squid(directory, RealProxy.basicLogin(directory))) {
            ArcConnectException failure =
                    ProxiedArc.armFailure(emulator, emulator.arcConnect().proxy(proxy.options()));

            assertThat(failure.reason()).isEqualTo(ArcReason.PROXY_AUTHENTICATION_FAILED);
            assertThat(failure).hasMessageContaining("ProxyOptions.setCredentials");
        }
    }

    @Test
    void use_whenTheProxyOnlySpeaksNtlm_thenRefusedByName() throws Exception {
        try (RealProxy proxy = RealProxy.squid(directory, RealProxy.ntlmLogin())) {
            ProxyOptions options = proxy.options().setCredentials(RealProxy.USER, RealProxy.PASSWORD);

            ArcConnectException failure =
                    ProxiedArc.armFailure(emulator, emulator.arcConnect().proxy(options));

            assertThat(failure.reason()).isEqualTo(ArcReason.PROXY_AUTHENTICATION_UNSUPPORTED);
            assertThat(failure).hasMessageContaining("ntlm");
        }
    }

    @Test
    void use_whenTheProxyRefusesConnect_thenBothPathsSaySo() throws Exception {
        try (RealProxy proxy = RealProxy.tinyproxy(directory, "ConnectPort 443")) {
            ProxyOptions relayOnly = proxy.options().setNonProxyHosts("localhost");

            ArcConnectException arm =
                    ProxiedArc.armFailure(emulator, emulator.arcConnect().proxy(proxy.options()));
            ArcConnectException relay =
                    ProxiedArc.dialFailure(emulator, emulator.arcConnect().proxy(relayOnly));

            assertThat(arm.reason()).isEqualTo(ArcReason.PROXY_REFUSED);
            assertThat(arm).hasMessageContaining("localhost:" + port()).hasMessageContaining("403");
            assertThat(relay.reason()).isEqualTo(ArcReason.PROXY_REFUSED);
            assertThat(relay).hasMessageContaining("127.0.0.1:" + port());
        }
    }

    @Test
    void use_whenAHostIsAnException_thenOnlyTheOtherGoesThrough() throws Exception {
        try (RealProxy proxy = RealProxy.tinyproxy(directory)) {
            ProxyOptions options = proxy.options().setNonProxyHosts("localhost");

            assertThat(ProxiedArc.echo(emulator, emulator.arcConnect().proxy(options)))
                    .isEqualTo("hello\n");

            assertThat(proxy.log()).contains("CONNECT 127.0.0.1:" + port()).doesNotContain("CONNECT localhost");
        }
    }

    /** Nobody here resolves the name: the proxy is told where it is. */
    @Test
    void use_whenTheEnvironmentNamesTheProxy_thenTheProxyResolvesNames() throws Exception {
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost arc-emulator.test\n");
        try (RealProxy proxy = RealProxy.squid(directory, "hosts_file " + hosts, "http_access allow all")) {
            Configuration environment = environment(Map.of(
                    "java.net.useSystemProxies", "true",
                    "HTTPS_PROXY", "http://127.0.0.1:" + proxy.port(),
                    "NO_PROXY", "elsewhere.test"));

            String said = ProxiedArc.echo(
                    emulator,
                    emulator.arcConnect()
                            .endpoint(URI.create("https://arc-emulator.test:" + port()))
                            .configuration(environment));

            assertThat(said).isEqualTo("hello\n");
        }
    }

    @Test
    void use_whenTheEnvironmentNamesADeadProxy_thenThisComputerIsReachedAnyway() {
        Configuration environment =
                environment(Map.of("java.net.useSystemProxies", "true", "HTTPS_PROXY", "http://127.0.0.1:1"));

        assertThat(ProxiedArc.echo(emulator, emulator.arcConnect().configuration(environment)))
                .isEqualTo("hello\n");
    }

    @ParameterizedTest
    @CsvSource({
        "200, OK",
        "302, Found",
        "400, Bad Request",
        "426, Upgrade Required",
        "511, Network Authentication Required"
    })
    void dial_whenSomebodyBehindTheProxyAnswersInsteadOfTheRelay_thenInterference(int status, String text)
            throws Exception {
        emulator.faults(Fault.dial(status, text));
        try (RealProxy proxy = RealProxy.tinyproxy(directory)) {
            ArcConnectException failure =
                    ProxiedArc.dialFailure(emulator, emulator.arcConnect().proxy(proxy.options()));

            assertThat(failure.reason()).isEqualTo(ArcReason.RELAY_PROXY_INTERFERENCE);
        }
    }

    @Test
    void dial_whenTheProxyDoesNotReachTheRelay_thenUnreachable() throws Exception {
        ArcEmulator gone = ProxiedArc.emulator();
        URI endpoint = gone.endpoint();
        gone.close();
        try (RealProxy proxy = RealProxy.squid(directory, "http_access allow all")) {
            ArcConnectException failure = ProxiedArc.armFailure(
                    emulator, emulator.arcConnect().endpoint(endpoint).proxy(proxy.options()));

            assertThat(failure.reason()).isEqualTo(ArcReason.ARM_UNAVAILABLE);
            assertThat(failure).hasMessageContaining("does not reach localhost:" + endpoint.getPort());
        }
    }

    private static int port() {
        return emulator.endpoint().getPort();
    }

    private static Configuration environment(Map<String, String> variables) {
        ConfigurationSource none = source -> Map.of();
        return new ConfigurationBuilder(none, none, source -> variables).build();
    }
}
