package io.arcconnect.internal.arm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.arcconnect.internal.arm.PollScript.EXTENSION;
import static io.arcconnect.internal.arm.PollScript.RESULT;
import static io.arcconnect.internal.arm.PollScript.STATUS;
import static io.arcconnect.internal.arm.PollScript.accepted;
import static io.arcconnect.internal.arm.PollScript.answerPut;
import static io.arcconnect.internal.arm.PollScript.extension;
import static io.arcconnect.internal.arm.PollScript.inTurn;
import static io.arcconnect.internal.arm.PollScript.install;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

/** The three styles of protocol.md 1.3 and the traps of libraries.md 2, over https. */
@Timeout(60)
class ArmPollingTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final MachineId MACHINE = ArmServer.MACHINE;
    private static final ExtensionSpec SPEC = ExtensionSpec.openSshForWindows();

    private final ArmServer server = ArmServer.SHARED;
    private final WireMockServer wire = server.wire;

    @BeforeEach
    void forget() {
        wire.resetAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202})
    void put_whenAsyncOperation_thenFollowedToTheFinalGet(int status) {
        answerPut(accepted(status).withHeader("Azure-AsyncOperation", server.endpoint() + STATUS));
        inTurn(STATUS, okJson("{\"status\":\"InProgress\"}"), okJson("{\"status\":\"Succeeded\"}"));
        inTurn(EXTENSION, extension("Succeeded"));

        List<ExtensionState> looks = install().collectList().block(LIMIT);

        assertThat(looks)
                .extracting(ExtensionState::provisioningState)
                .containsExactly(status == 202 ? "Accepted" : "Creating", "InProgress", "Succeeded");
        assertThat(looks).last().extracting(ExtensionState::message).isEqualTo("Extension Message: done");
    }

    @Test
    void put_whenLocation_thenFollowedToTheFinalGet() {
        answerPut(accepted(202).withHeader("Location", server.endpoint() + RESULT));
        inTurn(
                RESULT,
                aResponse().withStatus(202),
                aResponse().withStatus(202).withHeader("Location", server.endpoint() + RESULT + "0"));
        inTurn(RESULT + "0", extension("Creating"));
        inTurn(EXTENSION, extension("Succeeded"));

        List<ExtensionState> looks = install().collectList().block(LIMIT);

        assertThat(looks)
                .extracting(ExtensionState::provisioningState)
                .containsExactly("Accepted", "Accepted", "Accepted", "Succeeded");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202})
    void put_whenNoAddress_thenTheResourceIsLookedAt(int status) {
        answerPut(accepted(status));
        inTurn(EXTENSION, extension("Updating"), extension("SomeLaterWord"), extension("Succeeded"));

        List<ExtensionState> looks = install().collectList().block(LIMIT);

        assertThat(looks)
                .extracting(ExtensionState::provisioningState)
                .containsExactly(status == 202 ? "Accepted" : "Creating", "Updating", "SomeLaterWord", "Succeeded");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    void put_whenTerminalAtOnce_thenAddressIsIgnored(int status) {
        answerPut(extension("Succeeded")
                .withStatus(status)
                .withHeader("Azure-AsyncOperation", server.endpoint() + STATUS));

        List<ExtensionState> looks = install().collectList().block(LIMIT);

        assertThat(looks).extracting(ExtensionState::provisioningState).containsExactly("Succeeded");
        wire.verify(0, getRequestedFor(urlPathEqualTo(STATUS)));
    }

    @Test
    void put_when202SaysSucceeded_thenItIsNotBelieved() {
        answerPut(extension("Succeeded").withStatus(202));
        inTurn(EXTENSION, extension("Succeeded"));

        List<ExtensionState> looks = install().collectList().block(LIMIT);

        assertThat(looks).extracting(ExtensionState::provisioningState).containsExactly("Accepted", "Succeeded");
    }

    @Test
    void put_whenFinalGetStillRuns_thenTheResourceIsLookedAtOn() {
        answerPut(accepted(202).withHeader("Azure-AsyncOperation", server.endpoint() + STATUS));
        inTurn(STATUS, okJson("{\"status\":\"succeeded\"}"));
        inTurn(EXTENSION, extension("Updating"), extension("Succeeded"));

        List<ExtensionState> looks = install().collectList().block(LIMIT);

        assertThat(looks)
                .extracting(ExtensionState::provisioningState)
                .containsExactly("Accepted", "Updating", "Succeeded");
    }

    @ParameterizedTest
    @CsvSource({
        "Failed, PROVISIONING_EXTENSION_FAILED",
        "Canceled, PROVISIONING_CANCELED",
        "CANCELED, PROVISIONING_CANCELED"
    })
    void put_whenOperationEndsBadly_thenTheServicesWords(String status, ArcReason expected) {
        answerPut(accepted(202).withHeader("Azure-AsyncOperation", server.endpoint() + STATUS));
        inTurn(STATUS, okJson("""
                        {"status":"%s","error":{"code":"ExtensionOperationError","message":"exit code 64",
                         "details":[{"code":"Inner","message":"no disk space"}]}}
                        """.formatted(status)));

        StepVerifier.create(install().last())
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(ProvisioningException.class, told -> {
                            assertThat(told.reason()).isEqualTo(expected);
                            assertThat(told.machine()).contains(MACHINE);
                            assertThat(told.facts()).containsEntry("code", "ExtensionOperationError");
                            assertThat(told).hasMessageContaining("WindowsOpenSSH: exit code 64 (no disk space)");
                        }));
    }

    @Test
    void put_whenOperationFailsWithoutWords_thenTheAgentsMessage() {
        answerPut(accepted(202).withHeader("Azure-AsyncOperation", server.endpoint() + STATUS));
        inTurn(STATUS, okJson("{\"status\":\"Failed\"}"));
        inTurn(EXTENSION, extension("Failed"));

        StepVerifier.create(install().last())
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(ProvisioningException.class)
                        .hasMessageContaining("Extension Message: done"));
    }

    @ParameterizedTest
    @CsvSource({"Failed, PROVISIONING_EXTENSION_FAILED", "Canceled, PROVISIONING_CANCELED"})
    void put_whenResourceEndsBadly_thenTheAgentsMessage(String state, ArcReason expected) {
        answerPut(accepted(202));
        inTurn(EXTENSION, extension(state));

        StepVerifier.create(install().last())
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(ProvisioningException.class, told -> {
                            assertThat(told.reason()).isEqualTo(expected);
                            assertThat(told).hasMessageContaining("Extension Message: done");
                            assertThat(told.facts()).containsEntry("code", "0");
                        }));
    }

    @Test
    void put_whenLocationEndsWithARefusal_thenFailedWithItsWords() {
        answerPut(accepted(202).withHeader("Location", server.endpoint() + RESULT));
        inTurn(
                RESULT,
                aResponse()
                        .withStatus(400)
                        .withBody("{\"error\":{\"code\":\"HCRP400\",\"message\":\"blocked by allow list\"}}"));

        StepVerifier.create(install().last())
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(ProvisioningException.class)
                        .hasMessageContaining("blocked by allow list"));
    }

    @Test
    void put_whenLocationEndsWithACancellation_thenCanceled() {
        answerPut(accepted(202).withHeader("Location", server.endpoint() + RESULT));
        inTurn(
                RESULT,
                aResponse()
                        .withStatus(409)
                        .withBody("{\"error\":{\"code\":\"OperationCanceled\",\"message\":\"by somebody\"}}"));

        StepVerifier.create(install().last()).verifyErrorSatisfies(reason(ArcReason.PROVISIONING_CANCELED));
    }

    @Test
    void put_whenRefused_thenConflict() {
        answerPut(aResponse().withStatus(409).withBody("{\"error\":{\"code\":\"Conflict\",\"message\":\"busy\"}}"));

        StepVerifier.create(install()).verifyErrorSatisfies(reason(ArcReason.ARM_CONFLICT));
    }

    @Test
    void put_whenSomeLooksFail_thenGoesOn() {
        answerPut(accepted(202).withHeader("Azure-AsyncOperation", server.endpoint() + STATUS));
        inTurn(
                STATUS,
                aResponse().withStatus(404),
                aResponse().withStatus(400),
                okJson("<html>sign in</html>"),
                okJson("{}"),
                okJson("{\"status\":\"Running\"}"),
                aResponse().withStatus(403),
                okJson("{\"status\":\"Succeeded\"}"));
        inTurn(EXTENSION, aResponse().withStatus(404), extension("Succeeded"));

        ExtensionState end = install().blockLast(LIMIT);

        assertThat(end).extracting(ExtensionState::provisioningState).isEqualTo("Succeeded");
    }

    @ParameterizedTest
    @CsvSource({"404, ARM_UNAVAILABLE", "500, ARM_UNAVAILABLE", "403, ARM_FORBIDDEN", "401, ARM_UNAUTHENTICATED"})
    void put_whenNoLookWorks_thenSaysThatItMayGoOn(int status, ArcReason expected) {
        answerPut(accepted(202).withHeader("Azure-AsyncOperation", server.endpoint() + STATUS));
        inTurn(STATUS, aResponse().withStatus(status));

        StepVerifier.create(install().last()).verifyErrorSatisfies(error -> {
            assertThat(error).isInstanceOf(ControlPlaneException.class).hasMessageContaining("may go on");
            reason(expected).accept(error);
        });
    }

    private static Consumer<Throwable> reason(ArcReason expected) {
        return error -> assertThat(error)
                .isInstanceOfSatisfying(
                        ArcConnectException.class,
                        told -> assertThat(told.reason()).isEqualTo(expected));
    }
}
