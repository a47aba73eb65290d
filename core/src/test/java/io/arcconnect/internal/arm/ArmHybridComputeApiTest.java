package io.arcconnect.internal.arm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.spi.HybridComputeApi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.test.StepVerifier;

@Timeout(60)
class ArmHybridComputeApiTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final MachineId MACHINE = ArmServer.MACHINE;
    private static final String PATH = MACHINE.resourceId();
    private static final String EXTENSIONS = PATH + "/extensions";

    private final WireMockServer wire = ArmServer.SHARED.wire;
    private final HybridComputeApi api = ArmServer.SHARED.apis().compute();

    @BeforeEach
    void forget() {
        wire.resetAll();
    }

    @Test
    void getMachine_whenPresent_thenEveryField() {
        wire.stubFor(get(urlPathEqualTo(PATH)).willReturn(okJson("""
                        {"location":"westeurope","kind":"HCI","properties":{"status":"Connected","osType":"windows",
                         "osName":"Windows Server 2022","agentVersion":"1.60.03293.809","provisioningState":"Succeeded",
                         "lastStatusChange":"2026-11-22T10:15:30.123Z","agentConfiguration":{"proxyUrl":null}}}
                        """)));

        MachineState state = api.getMachine(MACHINE).block(LIMIT);

        assertThat(state)
                .isEqualTo(MachineState.builder(MACHINE)
                        .location("westeurope")
                        .status("Connected")
                        .os("windows", "Windows Server 2022")
                        .agentVersion("1.60.03293.809")
                        .kind("HCI")
                        .provisioningState("Succeeded")
                        .lastStatusChange(Instant.parse("2026-11-22T10:15:30.123Z"))
                        .build());
        wire.verify(getRequestedFor(urlPathEqualTo(PATH))
                .withQueryParam("api-version", equalTo("2024-07-10"))
                .withHeader("Accept", equalTo("application/json"))
                .withHeader("Authorization", equalTo("Bearer " + ArmServer.TOKEN)));
    }

    @Test
    void getMachine_whenScalarsAreNull_thenEmpty() {
        wire.stubFor(get(urlPathEqualTo(PATH)).willReturn(okJson("""
                        {"location":"westeurope","kind":null,"properties":{"status":null,"osType":null,"osName":null,
                         "agentVersion":null,"provisioningState":null,"lastStatusChange":"never"}}
                        """)));

        MachineState state = api.getMachine(MACHINE).block(LIMIT);

        assertThat(state)
                .isEqualTo(MachineState.builder(MACHINE).location("westeurope").build());
    }

    @ParameterizedTest
    @CsvSource({
        "404, ResourceNotFound, ARM_MACHINE_NOT_FOUND",
        "403, AuthorizationFailed, ARM_FORBIDDEN",
        "401, ExpiredAuthenticationToken, ARM_UNAUTHENTICATED",
        "429, TooManyRequests, ARM_THROTTLED",
        "503, ServerBusy, ARM_UNAVAILABLE",
        "409, MissingSubscriptionRegistration, ARM_PROVIDER_NOT_REGISTERED",
    })
    void getMachine_whenRefused_thenTypedWithMachine(int status, String code, ArcReason expected) {
        wire.stubFor(get(urlPathEqualTo(PATH))
                .willReturn(aResponse()
                        .withStatus(status)
                        .withBody("{\"error\":{\"code\":\"" + code + "\",\"message\":\"because\"}}")));

        StepVerifier.create(api.getMachine(MACHINE))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(ArcConnectException.class, told -> {
                            assertThat(told.reason()).isEqualTo(expected);
                            assertThat(told.machine()).contains(MACHINE);
                            assertThat(told)
                                    .hasMessageContaining("web-01: reading the machine")
                                    .hasMessageContaining(": because");
                        }));
    }

    @ParameterizedTest
    @CsvSource({"'', 200", "<html>sign in</html>, 200", "'[1,2]', 200", "'{\"location\":', 200"})
    void getMachine_whenSuccessIsNoJson_thenUnexpectedResponse(String body, int status) {
        wire.stubFor(get(urlPathEqualTo(PATH))
                .willReturn(aResponse().withStatus(status).withBody(body)));

        StepVerifier.create(api.getMachine(MACHINE)).verifyErrorSatisfies(reason(ArcReason.ARM_UNEXPECTED_RESPONSE));
    }

    @Test
    void getMachine_whenConnectionBreaks_thenUnavailableAfterRetries() {
        wire.stubFor(get(urlPathEqualTo(PATH)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        StepVerifier.create(api.getMachine(MACHINE)).verifyErrorSatisfies(reason(ArcReason.ARM_UNAVAILABLE));
    }

    @Test
    void getMachine_whenGroupHasLettersBeyondAscii_thenPathIsEncoded() {
        MachineId machine = MachineId.of("11111111-2222-3333-4444-555555555555", "rg-größe(1)", "web-02");
        wire.stubFor(get(urlPathEqualTo("/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/"
                        + "rg-gr%C3%B6%C3%9Fe(1)/providers/Microsoft.HybridCompute/machines/web-02"))
                .willReturn(okJson("{\"location\":\"westeurope\"}")));

        MachineState state = api.getMachine(machine).block(LIMIT);

        assertThat(state).extracting(MachineState::location).isEqualTo("westeurope");
    }

    @Test
    void listExtensions_whenPaged_thenAllPages() {
        String next = ArmServer.SHARED.endpoint() + EXTENSIONS + "?api-version=2024-07-10&$skiptoken=2";
        wire.stubFor(get(urlPathEqualTo(EXTENSIONS))
                .willReturn(okJson("{\"value\":[{\"name\":\"one\"},null,7],\"nextLink\":\"" + next + "\"}")));
        wire.stubFor(get(urlPathEqualTo(EXTENSIONS))
                .withQueryParam("$skiptoken", equalTo("2"))
                .willReturn(okJson("{\"value\":[{\"name\":\"two\"}],\"nextLink\":null}")));

        List<ExtensionState> all = api.listExtensions(MACHINE).collectList().block(LIMIT);

        assertThat(all).extracting(ExtensionState::name).containsExactly("one", "two");
    }

    @Test
    void listExtensions_whenMachineIsMissing_thenMachineNotFound() {
        wire.stubFor(get(urlPathEqualTo(EXTENSIONS)).willReturn(aResponse().withStatus(404)));

        StepVerifier.create(api.listExtensions(MACHINE)).verifyErrorSatisfies(reason(ArcReason.ARM_MACHINE_NOT_FOUND));
    }

    @ParameterizedTest
    @CsvSource({"ResourceNotFound", "''"})
    void getExtension_whenMissing_thenEmpty(String code) {
        wire.stubFor(get(urlPathEqualTo(EXTENSIONS + "/WindowsOpenSSH"))
                .willReturn(aResponse()
                        .withStatus(404)
                        .withBody(code.isEmpty() ? "" : "{\"error\":{\"code\":\"" + code + "\"}}")));

        StepVerifier.create(api.getExtension(MACHINE, "WindowsOpenSSH")).verifyComplete();
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"error\":{\"code\":\"ParentResourceNotFound\"}}', ARM_MACHINE_NOT_FOUND",
        "'{\"error\":{\"code\":\"ResourceGroupNotFound\"}}', ARM_MACHINE_NOT_FOUND",
        "'{\"error\":{\"code\":\"NoRegisteredProviderFound\"}}', ARM_PROVIDER_NOT_REGISTERED",
        "<html>not found</html>, ARM_UNEXPECTED_RESPONSE",
    })
    void getExtension_when404MeansMore_thenError(String body, ArcReason expected) {
        wire.stubFor(get(urlPathEqualTo(EXTENSIONS + "/WindowsOpenSSH"))
                .willReturn(aResponse().withStatus(404).withBody(body)));

        StepVerifier.create(api.getExtension(MACHINE, "WindowsOpenSSH")).verifyErrorSatisfies(reason(expected));
    }

    @Test
    void putExtension_whenSent_thenBodyFieldByField() {
        wire.stubFor(put(urlPathEqualTo(EXTENSIONS + "/WindowsOpenSSH"))
                .willReturn(okJson("{\"properties\":{\"provisioningState\":\"Succeeded\"}}")));
        ExtensionSpec spec = ExtensionSpec.openSshForWindows()
                .withVersion("3.0.1.0")
                .withUpgrades(true, false)
                .withSettings(Map.of("port", 22, "on", true, "users", List.of("ada"), "nested", Map.of("a", "b")));

        api.putExtension(MACHINE, spec, "westeurope").blockLast(LIMIT);

        wire.verify(putRequestedFor(urlPathEqualTo(EXTENSIONS + "/WindowsOpenSSH"))
                .withQueryParam("api-version", equalTo("2024-07-10"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(equalToJson("""
                        {"location":"westeurope","properties":{"publisher":"Microsoft.Azure.OpenSSH",
                         "type":"WindowsOpenSSH","typeHandlerVersion":"3.0.1.0","autoUpgradeMinorVersion":true,
                         "enableAutomaticUpgrade":false,
                         "settings":{"port":22,"on":true,"users":["ada"],"nested":{"a":"b"}}}}
                        """)));
    }

    @Test
    void putExtension_whenLatestIsWanted_thenNoVersionIsSent() {
        wire.stubFor(put(urlPathEqualTo(EXTENSIONS + "/WindowsOpenSSH"))
                .willReturn(okJson("{\"properties\":{\"provisioningState\":\"Succeeded\"}}")));

        api.putExtension(MACHINE, ExtensionSpec.openSshForWindows(), "westeurope")
                .blockLast(LIMIT);

        wire.verify(
                putRequestedFor(urlPathEqualTo(EXTENSIONS + "/WindowsOpenSSH")).withRequestBody(equalToJson("""
                        {"location":"westeurope","properties":{"publisher":"Microsoft.Azure.OpenSSH",
                         "type":"WindowsOpenSSH","autoUpgradeMinorVersion":false,"enableAutomaticUpgrade":true,
                         "settings":{}}}
                        """)));
    }

    private static Consumer<Throwable> reason(ArcReason expected) {
        return error -> assertThat(error)
                .isInstanceOfSatisfying(
                        ArcConnectException.class,
                        told -> assertThat(told.reason()).isEqualTo(expected));
    }
}
