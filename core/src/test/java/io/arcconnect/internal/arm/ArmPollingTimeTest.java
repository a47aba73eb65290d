package io.arcconnect.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.util.ClientOptions;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.internal.arm.ScriptedHttp.Answer;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;

/** How long a look is waited for (protocol.md 1.3, libraries.md 2), without a clock. */
@Timeout(60)
class ArmPollingTimeTest {

    private static final URI ENDPOINT = URI.create("https://management.azure.com");
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Answer RUNNING = new Answer(200, "{\"status\":\"InProgress\"}");
    private static final Answer ACCEPTED =
            new Answer(202, "").with("Azure-AsyncOperation", ENDPOINT + "/operationstatus/7");

    private final ScriptedHttp http = new ScriptedHttp();

    @ParameterizedTest
    @CsvSource({
        "'', 30",
        "0, 30",
        "00, 30",
        "-1, 30",
        "soon, 30",
        "'Wed, 21 Oct 2099 07:28:00 GMT', 30",
        "1, 1",
        "45, 45",
        "86400, 600",
        "99999999999999999999, 30",
    })
    void follow_whenServiceSaysHowLong_thenThatLong(String retryAfter, long seconds) {
        http.script.add(retryAfter.isEmpty() ? ACCEPTED : ACCEPTED.with("Retry-After", retryAfter));
        http.script.add(RUNNING);

        StepVerifier.withVirtualTime(this::put)
                .expectNextCount(1)
                .expectNoEvent(Duration.ofSeconds(seconds).minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNextCount(1)
                .thenCancel()
                .verify();
    }

    @Test
    void follow_whenEachAnswerSaysAnew_thenReadEachTime() {
        http.script.add(ACCEPTED.with("Retry-After", "5"));
        http.script.add(RUNNING.with("Retry-After", "7"));
        http.script.add(RUNNING);

        StepVerifier.withVirtualTime(this::put)
                .expectNextCount(1)
                .thenAwait(Duration.ofSeconds(5))
                .expectNextCount(1)
                .expectNoEvent(Duration.ofMillis(6_999))
                .thenAwait(Duration.ofMillis(1))
                .expectNextCount(1)
                .expectNoEvent(Duration.ofMillis(29_999))
                .thenAwait(Duration.ofMillis(1))
                .expectNextCount(1)
                .thenCancel()
                .verify();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void follow_whenCancelledBetweenLooks_thenNoMoreRequests(int looks) {
        http.script.add(ACCEPTED);
        http.script.add(RUNNING);

        StepVerifier.withVirtualTime(this::put)
                .thenAwait(INTERVAL.multipliedBy(looks))
                .expectNextCount(1 + looks)
                .thenCancel()
                .verify();

        assertThat(http.calls).hasSize(1 + looks);
    }

    @Test
    void follow_whenCancelledDuringALook_thenTheRequestIsAborted() {
        PublisherProbe<HttpResponse> hanging = PublisherProbe.of(Mono.never());

        StepVerifier.withVirtualTime(() -> put(request -> hanging.mono()))
                .thenAwait(INTERVAL)
                .thenCancel()
                .verify();

        hanging.assertWasSubscribed();
        hanging.assertWasCancelled();
    }

    @Test
    void follow_whenAddressIsForeign_thenACallersOwnPipelineNeverSeesIt() {
        http.script.add(new Answer(202, "").with("Azure-AsyncOperation", "https://evil.example/operationstatus/7"));

        StepVerifier.create(put())
                .verifyErrorSatisfies(error -> assertThat(error).hasMessageContaining("evil.example"));

        assertThat(http.calls).singleElement().asString().startsWith("PUT ");
    }

    @Test
    void build_whenNobodyEverAnswers_thenUnavailableWithinMinutes() {
        HttpPipeline pipeline = ArmPipelines.build(
                request -> Mono.just(ArmServer.token()),
                ENDPOINT,
                request -> Mono.never(),
                null,
                new HttpLogOptions(),
                new ClientOptions());

        StepVerifier.withVirtualTime(() -> ArmApis.over(pipeline, ENDPOINT, Set.of(), INTERVAL)
                        .compute()
                        .getMachine(ArmServer.MACHINE))
                .thenAwait(Duration.ofMinutes(5))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                ControlPlaneException.class,
                                told -> assertThat(told.reason()).isEqualTo(ArcReason.ARM_UNAVAILABLE)));
    }

    @Test
    void follow_whenSubscribedTwice_thenTwoAttempts() {
        http.script.add(new Answer(200, "{\"properties\":{\"provisioningState\":\"Succeeded\"}}"));
        Flux<ExtensionState> put = put();
        assertThat(http.calls).isEmpty();

        StepVerifier.create(put).expectNextCount(1).verifyComplete();
        StepVerifier.create(put).expectNextCount(1).verifyComplete();

        assertThat(http.calls).hasSize(2);
    }

    private Flux<ExtensionState> put() {
        return put(http);
    }

    private static Flux<ExtensionState> put(HttpClient client) {
        return ArmApis.over(new HttpPipelineBuilder().httpClient(client).build(), ENDPOINT, Set.of(), INTERVAL)
                .compute()
                .putExtension(ArmServer.MACHINE, ExtensionSpec.openSshForWindows(), "westeurope");
    }
}
