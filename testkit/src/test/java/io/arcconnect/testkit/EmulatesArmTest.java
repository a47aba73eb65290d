package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.testkit.ArmTester.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Azure Resource Manager answers to every call: protocol.md 1.1, 1.3 (8), 2.1, 2.2, 2.7. */
@Timeout(60)
class EmulatesArmTest {

    private ArcEmulator emulator;
    private ArmTester arm;
    private String bare;
    private String enabled;

    @BeforeEach
    void start() throws Exception {
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.windows("bare").kind("HCI").location("northeurope"))
                .machine(EmulatedMachine.linux("enabled").enabled())
                .start();
        arm = new ArmTester(emulator);
        bare = emulator.machine("bare").id().resourceId();
        enabled = emulator.machine("enabled").id().resourceId();
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void machine_whenItExists_thenHasTheFieldsOfSection1() throws Exception {
        Answer answer = arm.get(bare);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).containsEntry("location", "northeurope").containsEntry("kind", "HCI");
        assertThat(answer.child("properties"))
                .containsEntry("status", "Connected")
                .containsEntry("osType", "windows")
                .containsEntry("agentVersion", "1.60.03293.809");
        assertThat(answer.header("x-ms-request-id")).isPresent();
    }

    @Test
    void anyCall_whenPathIsInAnotherCase_thenIsTheSame() throws Exception {
        assertThat(arm.get(bare.toUpperCase(Locale.ROOT)).status()).isEqualTo(200);
        assertThat(arm.get((enabled + ArmTester.CONNECTIVITY + "/serviceconfigurations/ssh").toLowerCase(Locale.ROOT))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anyCall_whenTokenIsMissingOrRevoked_then401WithChallenge() throws Exception {
        emulator.credential().revoke();
        Answer revoked = arm.get(bare);
        Answer missing = arm.bearer(Optional.empty()).get(bare);

        assertThat(List.of(revoked, missing)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.errorCode()).isEqualTo("InvalidAuthenticationToken");
            assertThat(answer.header("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer "));
        });
    }

    @Test
    void anyCall_whenMachineIsUnknown_then404ResourceNotFound() throws Exception {
        Answer answer = arm.get(bare.replace("machines/bare", "machines/nobody"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.errorCode()).isEqualTo("ResourceNotFound");
    }

    @Test
    void anyCall_whenApiVersionIsMissing_then400() throws Exception {
        Answer answer = arm.send("GET", URI.create(emulator.endpoint() + bare), "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("MissingApiVersionParameter");
    }

    @Test
    void anyCall_whenNotEmulated_then501ThatSaysSo() throws Exception {
        Answer answer = arm.call("DELETE", bare, "");

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.response().body())
                .contains("does not emulate this call of Azure Resource Manager: DELETE " + bare)
                .contains("docs/emulator.md");
        assertThat(emulator.requests().get(0).call()).isEqualTo(ArmCall.ANY);
        assertThat(emulator.unanswered())
                .singleElement()
                .satisfies(text -> assertThat(answer.response().body()).contains(text));
    }

    @Test
    void anyCall_whenAnOptionIsNotEmulated_then501ThatNamesIt() throws Exception {
        Answer answer = arm.send(
                "GET", URI.create(emulator.endpoint() + bare + "?api-version=2024-07-10&%24expand=instanceView"), "");

        assertThat(answer.status()).isEqualTo(501);
        assertThat(emulator.unanswered())
                .singleElement()
                .asString()
                .contains("this query option of Azure Resource Manager: $expand of GET " + bare);
    }

    @Test
    void anyCall_whenRoleIsMissing_then403ThatNamesTheAction() throws Exception {
        emulator.deny("Microsoft.HybridConnectivity/endpoints/listCredentials/action");
        Answer denied = arm.listCredentials(enabled);
        emulator.allow("Microsoft.HybridConnectivity/endpoints/listCredentials/action");

        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.errorCode()).isEqualTo("AuthorizationFailed");
        assertThat(denied.response().body())
                .contains("perform action 'Microsoft.HybridConnectivity/endpoints/listCredentials/action' over scope '"
                        + enabled + "'");
        assertThat(arm.listCredentials(enabled).status()).isEqualTo(200);
    }

    @Test
    void faults_whenArmed_thenStrikeTheirCallAndNoOtherAsOftenAsTheySay() throws Exception {
        emulator.machine("bare")
                .faults(
                        Fault.throttled(ArmCall.GET_MACHINE, Duration.ofSeconds(3))
                                .once(),
                        Fault.html(ArmCall.GET_MACHINE, 503).once());
        emulator.faults(Fault.arm(ArmCall.LIST_EXTENSIONS, 409, "Conflict", "busy"));

        Answer throttled = arm.get(bare);
        Answer html = arm.get(bare);

        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.header("Retry-After")).contains("3");
        assertThat(html.status()).isEqualTo(503);
        assertThat(html.response().body()).startsWith("<html>");
        assertThat(arm.get(bare).status()).isEqualTo(200);
        assertThat(arm.get(bare + "/extensions").errorCode()).isEqualTo("Conflict");
        assertThat(arm.get(enabled + "/extensions").errorCode()).isEqualTo("Conflict");
        emulator.clearFaults();
        assertThat(arm.get(bare + "/extensions").status()).isEqualTo(200);
    }

    @Test
    void faults_whenResetIsArmed_thenConnectionIsLost() {
        emulator.faults(Fault.armReset(ArmCall.ANY).once());

        assertThatThrownBy(() -> arm.call("POST", bare + "/x", "{}")).isInstanceOf(IOException.class);

        assertThat(emulator.requests())
                .last()
                .satisfies(request -> assertThat(request.status()).isZero());
    }

    @Test
    void requests_whenRecorded_thenHoldNoToken() throws Exception {
        arm.get(bare);

        RecordedRequest request = emulator.requests(ArmCall.GET_MACHINE).get(0);
        assertThat(request.toString()).doesNotContain("Bearer");
        assertThat(request.headers()).containsKey("host").doesNotContainKey("authorization");
        assertThat(request.isWrite()).isFalse();
    }

    @Test
    void listCredentials_whenThingsAreMissing_then404And412() throws Exception {
        Answer nothing = arm.listCredentials(bare);
        arm.put(bare + ArmTester.CONNECTIVITY, "{\"properties\":{\"type\":\"default\"}}");
        Answer noService = arm.listCredentials(bare);
        Answer put = arm.enable(bare, 2222);
        Answer again = arm.enable(bare, 2223);

        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.errorCode()).isEqualTo("ResourceNotFound");
        assertThat(noService.status()).isEqualTo(412);
        assertThat(put.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.child("properties")).containsEntry("port", 2223).containsEntry("serviceName", "SSH");
        assertThat(arm.listCredentials(bare).status()).isEqualTo(200);
        assertThat(emulator.machine("bare").servicePort("ssh")).contains(2223);
    }

    @Test
    void listCredentials_whenAskedTwice_thenNamesDiffer() throws Exception {
        Map<String, Object> first = arm.listCredentials(enabled).child("relay");
        Map<String, Object> second = arm.listCredentials(enabled).child("relay");

        assertThat(first.get("hybridConnectionName").toString())
                .matches("microsoft\\.hybridcompute/machines/[0-9a-f]{64}/[0-9]{19}/v2");
        assertThat(second.get("hybridConnectionName")).isNotEqualTo(first.get("hybridConnectionName"));
        assertThat(first.get("accessKey").toString())
                .startsWith("SharedAccessSignature sr=http%3A%2F%2Fazgn-emulator-1.servicebus.localhost");
        assertThat(first.get("namespaceNameSuffix"))
                .isEqualTo("servicebus.localhost:" + emulator.endpoint().getPort());
        assertThat(first).containsKeys("expiresOn", "serviceConfigurationToken");
    }

    @Test
    void listCredentials_whenServiceNameIsLeftOut_thenNoServiceToken() throws Exception {
        Answer answer = arm.call("POST", enabled + ArmTester.CONNECTIVITY + "/listCredentials", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.child("relay")).doesNotContainKey("serviceConfigurationToken");
    }

    @Test
    void listCredentials_whenLifetimeIsOutOfBounds_then400() throws Exception {
        for (String lifetime : List.of("599", "10801", "soon")) {
            Answer answer = arm.call(
                    "POST",
                    enabled + ArmTester.CONNECTIVITY + "/listCredentials?expiresin=" + lifetime,
                    "{\"serviceName\":\"SSH\"}");

            assertThat(answer.status()).isEqualTo(400);
        }
    }

    @Test
    void deleteEndpoint_whenItExists_thenServicesGoWithIt() throws Exception {
        assertThat(arm.call("DELETE", enabled + ArmTester.CONNECTIVITY, "").status())
                .isEqualTo(200);

        assertThat(arm.call("DELETE", enabled + ArmTester.CONNECTIVITY, "").status())
                .isEqualTo(204);
        assertThat(arm.get(enabled + ArmTester.CONNECTIVITY + "/serviceConfigurations/SSH")
                        .status())
                .isEqualTo(404);
        assertThat(arm.listCredentials(enabled).status()).isEqualTo(404);
    }
}
