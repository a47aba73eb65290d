package io.arcconnect.internal.arm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.util.ClientOptions;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Secret;
import io.arcconnect.spi.HybridConnectivityApi;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Timeout(30)
class ArmHybridConnectivityApiTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final MachineId MACHINE = ArmServer.MACHINE;
    private static final RelayService SSH = RelayService.ssh();
    private static final String ENDPOINT =
            MACHINE.resourceId() + "/providers/Microsoft.HybridConnectivity/endpoints/default";
    private static final String LIST = ENDPOINT + "/listCredentials";
    private static final String SERVICE = ENDPOINT + "/serviceConfigurations/SSH";
    private static final String KEY = "SharedAccessSignature sr=http%3A%2F%2Fns&sig=TOPSECRET&se=1&skn=s";

    private final WireMockServer wire = ArmServer.SHARED.wire;
    private final HybridConnectivityApi api = ArmApis.over(
                    ArmPipelines.build(
                            request -> Mono.just(ArmServer.token()),
                            ArmServer.SHARED.endpoint(),
                            ArmServer.SHARED.client,
                            ArmServer.quick(),
                            new HttpLogOptions(),
                            new ClientOptions()),
                    ArmServer.SHARED.endpoint(),
                    Set.of(),
                    Duration.ofMillis(2),
                    Clock.fixed(NOW, ZoneOffset.UTC))
            .connectivity();

    @BeforeEach
    void forget() {
        wire.resetAll();
    }

    @Test
    void listCredentials_whenAnswered_thenOneUnit() {
        wire.stubFor(post(urlPathEqualTo(LIST)).willReturn(okJson(relay(KEY, "1620000256", "TOPTOKEN"))));

        RelayCredentials credentials =
                api.listCredentials(MACHINE, SSH, Duration.ofHours(1)).block(LIMIT);

        assertThat(credentials)
                .isEqualTo(new RelayCredentials(
                        MACHINE,
                        "azgnrelay-eastus-l1",
                        "servicebus.windows.net",
                        "microsoft.hybridcompute/machines/ab12/1619989456000000000/v2",
                        Secret.of(KEY),
                        Instant.ofEpochSecond(1_620_000_256L),
                        Secret.of("TOPTOKEN"),
                        Optional.empty()));
        wire.verify(postRequestedFor(urlPathEqualTo(LIST))
                .withQueryParam("expiresin", equalTo("3600"))
                .withQueryParam("api-version", equalTo("2023-03-15"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(equalToJson("{\"serviceName\":\"SSH\"}")));
    }

    @Test
    void listCredentials_whenExpiryIsMissing_thenIssueTimePlusLifetime() {
        wire.stubFor(post(urlPathEqualTo(LIST)).willReturn(okJson(relay(KEY, "null", "TOPTOKEN"))));

        RelayCredentials credentials =
                api.listCredentials(MACHINE, SSH, Duration.ofHours(1)).block(LIMIT);

        assertThat(credentials).extracting(RelayCredentials::expiresOn).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void listCredentials_whenTokenIsMissing_thenSaysSo() {
        wire.stubFor(post(urlPathEqualTo(LIST)).willReturn(okJson(relay(KEY, "1620000256", ""))));

        StepVerifier.create(api.listCredentials(MACHINE, SSH, Duration.ofHours(1)))
                .verifyErrorSatisfies(error -> {
                    assertThat(reason(error)).isEqualTo(ArcReason.ARM_UNEXPECTED_RESPONSE);
                    assertThat(error).hasMessageContaining("no serviceConfigurationToken in the answer");
                    assertThat(printed(error)).doesNotContain("TOPSECRET");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"relay\":{\"namespaceName\":\"a\\r\\nb\",\"namespaceNameSuffix\":\"s.net\","
                        + "\"hybridConnectionName\":\"h\",\"accessKey\":\"TOPSECRET\","
                        + "\"serviceConfigurationToken\":\"TOPSECRET\"}}",
                "{\"relay\":{\"namespaceName\":\"a\",\"namespaceNameSuffix\":\"s.net\","
                        + "\"hybridConnectionName\":\"h\",\"accessKey\":\"TOPSECRET\\r\\nX: y\","
                        + "\"serviceConfigurationToken\":\"TOPSECRET\"}}",
                "{\"relay\":{\"namespaceName\":\"a\",\"namespaceNameSuffix\":\"s.net\","
                        + "\"hybridConnectionName\":\"../h\",\"accessKey\":\"TOPSECRET\","
                        + "\"serviceConfigurationToken\":\"TOPSECRET\"}}",
                "{\"relay\":{\"namespaceName\":\"a\",\"namespaceNameSuffix\":\"s.net\","
                        + "\"hybridConnectionName\":\"h\",\"accessKey\":\"TOPSECRET\",\"expiresOn\":\"TOPSECRET\","
                        + "\"serviceConfigurationToken\":\"TOPSECRET\"}}",
                "{\"relay\":{\"accessKey\":\"TOPSECRET\" oops",
                "{\"relay\":\"TOPSECRET\"}",
                "TOPSECRET",
                "",
            })
    void listCredentials_whenAnswerIsMalformed_thenTheValueIsNotRepeated(String body) {
        wire.stubFor(post(urlPathEqualTo(LIST)).willReturn(okJson(body)));

        StepVerifier.create(api.listCredentials(MACHINE, SSH, Duration.ofHours(1)))
                .verifyErrorSatisfies(error -> {
                    assertThat(reason(error)).isEqualTo(ArcReason.ARM_UNEXPECTED_RESPONSE);
                    assertThat(printed(error)).doesNotContain("TOPSECRET");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "404, ResourceNotFound, SERVICE_NOT_ENABLED",
        "412, PreconditionFailed, SERVICE_NOT_ENABLED",
        "404, NoRegisteredProviderFound, ARM_PROVIDER_NOT_REGISTERED",
        "403, AuthorizationFailed, ARM_FORBIDDEN",
        "429, TooManyRequests, ARM_THROTTLED",
    })
    void listCredentials_whenRefused_thenTypedWithStatus(int status, String code, ArcReason expected) {
        wire.stubFor(post(urlPathEqualTo(LIST))
                .willReturn(aResponse().withStatus(status).withBody("{\"error\":{\"code\":\"" + code + "\"}}")));

        StepVerifier.create(api.listCredentials(MACHINE, SSH, Duration.ofHours(1)))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(ArcConnectException.class, told -> {
                            assertThat(told.reason()).isEqualTo(expected);
                            assertThat(told.stage()).isEqualTo(Stage.CREDENTIALS);
                            assertThat(told.machine()).contains(MACHINE);
                            assertThat(told.facts()).containsEntry("http", String.valueOf(status));
                        }));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    void putEndpoint_whenAccepted_thenCompletes(int status) {
        wire.stubFor(put(urlPathEqualTo(ENDPOINT)).willReturn(aResponse().withStatus(status)));

        StepVerifier.create(api.putEndpoint(MACHINE)).verifyComplete();

        wire.verify(putRequestedFor(urlPathEqualTo(ENDPOINT))
                .withQueryParam("api-version", equalTo("2023-03-15"))
                .withRequestBody(equalToJson("{\"properties\":{\"type\":\"default\"}}")));
    }

    @Test
    void putEndpoint_whenMachineIsMissing_thenMachineNotFound() {
        wire.stubFor(put(urlPathEqualTo(ENDPOINT)).willReturn(aResponse().withStatus(404)));

        StepVerifier.create(api.putEndpoint(MACHINE))
                .verifyErrorSatisfies(error -> assertThat(reason(error)).isEqualTo(ArcReason.ARM_MACHINE_NOT_FOUND));
    }

    @Test
    void putServiceConfiguration_whenAccepted_thenCompletes() {
        wire.stubFor(put(urlPathEqualTo(SERVICE)).willReturn(aResponse().withStatus(201)));

        StepVerifier.create(api.putServiceConfiguration(MACHINE, RelayService.ssh(2222)))
                .verifyComplete();

        wire.verify(putRequestedFor(urlPathEqualTo(SERVICE))
                .withRequestBody(equalToJson("{\"properties\":{\"serviceName\":\"SSH\",\"port\":2222}}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2222", "\"2222\""})
    void getServiceConfiguration_whenPortIsNumberOrText_thenRead(String port) {
        wire.stubFor(get(urlPathEqualTo(SERVICE))
                .willReturn(okJson("{\"properties\":{\"serviceName\":\"SSH\",\"port\":" + port + "}}")));

        StepVerifier.create(api.getServiceConfiguration(MACHINE, "SSH"))
                .expectNext(RelayService.ssh(2222))
                .verifyComplete();
    }

    @Test
    void getServiceConfiguration_whenMissing_thenEmpty() {
        wire.stubFor(get(urlPathEqualTo(SERVICE)).willReturn(aResponse().withStatus(404)));

        StepVerifier.create(api.getServiceConfiguration(MACHINE, "SSH")).verifyComplete();
    }

    @ParameterizedTest
    @CsvSource({
        "403, '{}', ARM_FORBIDDEN",
        "404, '{\"error\":{\"code\":\"NoRegisteredProviderFound\"}}', ARM_PROVIDER_NOT_REGISTERED",
        "200, '{\"properties\":{\"port\":\"many\"}}', ARM_UNEXPECTED_RESPONSE",
        "200, '', ARM_UNEXPECTED_RESPONSE",
    })
    void getServiceConfiguration_whenUnusable_thenError(int status, String body, ArcReason expected) {
        wire.stubFor(get(urlPathEqualTo(SERVICE))
                .willReturn(aResponse().withStatus(status).withBody(body)));

        StepVerifier.create(api.getServiceConfiguration(MACHINE, "SSH"))
                .verifyErrorSatisfies(error -> assertThat(reason(error)).isEqualTo(expected));
    }

    private static String relay(String key, String expiresOn, String token) {
        return """
               {"relay":{"namespaceName":"azgnrelay-eastus-l1","namespaceNameSuffix":"servicebus.windows.net",
                "hybridConnectionName":"microsoft.hybridcompute/machines/ab12/1619989456000000000/v2",
                "accessKey":"%s","expiresOn":%s,"serviceConfigurationToken":"%s"}}
               """.formatted(key, expiresOn, token);
    }

    private static Object reason(Throwable error) {
        assertThat(error).isInstanceOf(ArcConnectException.class);
        return ((ArcConnectException) error).reason();
    }

    private static String printed(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text + error.toString();
    }
}
