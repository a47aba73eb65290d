package io.arcconnect.examples.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.ProxyOptions;
import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.testkit.ArcEmulator;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A proxy that opens TLS: refused until it is trusted, and then for both paths. */
@Timeout(120)
class InterceptionTest {

    private final ArcEmulator emulator = ProxiedArc.emulator();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void use_whenTheInterceptorIsTrusted_thenBothPathsWorkThroughIt() throws Exception {
        try (InterceptingProxy proxy = new InterceptingProxy(directory, emulator.authority(), true)) {
            // Not the emulator's own authority: only the interceptor's certificate is seen.
            ArcConnectBuilder builder = ArcConnect.builder()
                    .credential(emulator.credential())
                    .endpoint(emulator.endpoint())
                    .proxy(proxy.options())
                    .trust(proxy.certificate());

            assertThat(ProxiedArc.echo(emulator, builder)).isEqualTo("hello\n");
        }
    }

    @Test
    void dial_whenTheInterceptorIsNotTrusted_thenInterference() throws Exception {
        try (InterceptingProxy proxy = new InterceptingProxy(directory, emulator.authority(), true)) {
            ProxyOptions relayOnly = proxy.options().setNonProxyHosts("localhost");

            ArcConnectException failure =
                    ProxiedArc.dialFailure(emulator, emulator.arcConnect().proxy(relayOnly));

            assertThat(failure.reason()).isEqualTo(ArcReason.RELAY_PROXY_INTERFERENCE);
            assertThat(failure).hasMessageContaining("TLS with 127.0.0.1").hasMessageContaining("builder.trust");
        }
    }

    @Test
    void state_whenTheInterceptorIsNotTrusted_thenToldToTrustItAtOnce() throws Exception {
        try (InterceptingProxy proxy = new InterceptingProxy(directory, emulator.authority(), true)) {
            ArcConnectException failure =
                    ProxiedArc.armFailure(emulator, emulator.arcConnect().proxy(proxy.options()));

            assertThat(failure.reason()).isEqualTo(ArcReason.ARM_UNEXPECTED_RESPONSE);
            assertThat(failure).hasMessageContaining("builder.trust");
            assertThat(proxy.connections()).isEqualTo(1);
        }
    }

    @Test
    void dial_whenTheInterceptorStripsTheUpgrade_thenInterference() throws Exception {
        try (InterceptingProxy proxy = new InterceptingProxy(directory, emulator.authority(), false)) {
            ArcConnectException failure = ProxiedArc.dialFailure(
                    emulator, emulator.arcConnect().proxy(proxy.options()).trust(proxy.certificate()));

            assertThat(failure.reason()).isEqualTo(ArcReason.RELAY_PROXY_INTERFERENCE);
            assertThat(failure).hasMessageContaining("200");
        }
    }
}
