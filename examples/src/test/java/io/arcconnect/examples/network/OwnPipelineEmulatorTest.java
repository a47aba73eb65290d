package io.arcconnect.examples.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.RedirectPolicy;
import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.ArmCall;
import io.arcconnect.testkit.Fault;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;

/** A pipeline of the caller's own, as a {@code HybridComputeManager} has one, for the one path; the builder's trust for the other. */
@Timeout(120)
class OwnPipelineEmulatorTest {

    private final ArcEmulator emulator = ProxiedArc.emulator();

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void use_whenThePipelineIsTheCallers_thenTheWholePathWorks() {
        assertThat(ProxiedArc.echo(emulator, builder())).isEqualTo("hello\n");
    }

    @Test
    void state_whenAzureRedirectsElsewhere_thenTheTokenStays() {
        try (ArcEmulator elsewhere = ProxiedArc.emulator()) {
            String address = elsewhere.endpoint() + "/anything";
            emulator.faults(Fault.answer(ArmCall.GET_MACHINE, 307, Map.of("Location", address), ""));

            ArcConnectException failure = ProxiedArc.armFailure(emulator, builder());

            assertThat(failure.reason()).isEqualTo(ArcReason.ARM_UNEXPECTED_RESPONSE);
            assertThat(failure).hasMessageContaining("builder.allowPollHost");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    private ArcConnectBuilder builder() {
        return ArcConnect.builder()
                .endpoint(emulator.endpoint())
                .pipeline(pipeline())
                .trust(emulator.authority());
    }

    private HttpPipeline pipeline() {
        return new HttpPipelineBuilder()
                .policies(
                        new RedirectPolicy(),
                        new BearerTokenAuthenticationPolicy(emulator.credential(), emulator.endpoint() + "/.default"))
                .httpClient(client())
                .build();
    }

    private HttpClient client() {
        GenericSslContextSpec<SslContextBuilder> tls =
                Http11SslContextSpec.forClient().configure(context -> context.trustManager(emulator.authority()));
        return new NettyAsyncHttpClientBuilder(
                        reactor.netty.http.client.HttpClient.create().secure(spec -> spec.sslContext(tls)))
                .build();
    }
}
