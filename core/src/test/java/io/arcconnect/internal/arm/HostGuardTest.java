package io.arcconnect.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RedirectPolicy;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.model.MachineState;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A pipeline of the caller's own cannot carry its token away. */
class HostGuardTest {

    private static final URI ENDPOINT = URI.create("https://management.azure.com");

    private final List<String> sent = new ArrayList<>();
    private final ScriptedHttp answers = new ScriptedHttp();
    private final HttpClient client = request -> {
        sent.add(request.getUrl().getHost() + " " + request.getHeaders().getValue(HttpHeaderName.AUTHORIZATION));
        return answers.send(request);
    };
    private final HttpPipelinePolicy token = (context, next) -> {
        context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer theirs");
        return next.process();
    };

    @Test
    void send_whenTheirPolicyFollowsARedirectElsewhere_thenNobodyThereHearsOfIt() {
        answers.script.add(redirectTo("https://elsewhere.example/x"));

        StepVerifier.create(read(pipeline(new RedirectPolicy(), token))).verifyErrorSatisfies(error -> {
            assertThat(error).isInstanceOfSatisfying(ArcConnectException.class, told -> {
                assertThat(told.reason()).isEqualTo(ArcReason.ARM_UNEXPECTED_RESPONSE);
                assertThat(told.machine()).contains(ArmServer.MACHINE);
            });
            assertThat(error).hasMessageContaining("elsewhere.example").hasMessageContaining("builder.allowPollHost");
        });

        assertThat(sent).containsExactly("management.azure.com Bearer theirs");
    }

    @Test
    void send_whenTheirPolicyRewritesTheAddress_thenNothingIsSent() {
        HttpPipelinePolicy rewrite = (context, next) -> {
            context.getHttpRequest().setUrl("https://elsewhere.example/x");
            return next.process();
        };

        StepVerifier.create(read(pipeline(token, rewrite))).verifyError(ArcConnectException.class);

        assertThat(sent).isEmpty();
    }

    @Test
    void send_whenTheRedirectStaysWithAzure_thenFollowed() {
        answers.script.add(redirectTo("https://westeurope.management.azure.com/x"));
        answers.script.add(new ScriptedHttp.Answer(200, "{\"location\":\"westeurope\"}"));

        StepVerifier.create(read(pipeline(new RedirectPolicy(), token)))
                .expectNextCount(1)
                .verifyComplete();

        assertThat(sent)
                .containsExactly("management.azure.com Bearer theirs", "westeurope.management.azure.com Bearer theirs");
    }

    private HttpPipeline pipeline(HttpPipelinePolicy... policies) {
        return new HttpPipelineBuilder().policies(policies).httpClient(client).build();
    }

    private static Mono<MachineState> read(HttpPipeline pipeline) {
        return ArmApis.over(pipeline, ENDPOINT, Set.of(), Duration.ofMillis(1))
                .compute()
                .getMachine(ArmServer.MACHINE);
    }

    private static ScriptedHttp.Answer redirectTo(String address) {
        return new ScriptedHttp.Answer(307, "").with("Location", address);
    }
}
