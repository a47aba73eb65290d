package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.testkit.ArmTester.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The faults of Azure Resource Manager (protocol.md 3.12), seen by the JDK's HTTP client. */
@Timeout(60)
class EmulatesArmFaultsTest {

    private ArcEmulator emulator;
    private ArmTester arm;
    private RunningMachine machine;

    @BeforeEach
    void start() throws Exception {
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin").enabled())
                .machine(EmulatedMachine.linux("other").enabled())
                .start();
        arm = new ArmTester(emulator);
        machine = emulator.machine("lin");
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "tokenRejected, 401, InvalidAuthenticationToken",
        "forbidden, 403, AuthorizationFailed",
        "conflict, 409, Conflict",
        "gone, 410, Gone",
        "preconditionFailed, 412, PreconditionFailed",
        "throttled, 429, TooManyRequests",
        "armError(500), 500, InternalServerError",
        "armError(502), 502, BadGateway",
        "armError(503), 503, ServiceUnavailable",
        "armError(504), 504, GatewayTimeout",
        "serverBusy, 503, ServerBusy",
    })
    void call_whenArmed_thenGetsStatusAndCode(String name, int status, String code) throws Exception {
        machine.faults(Faulty.named(name).on(ArmCall.LIST_CREDENTIALS).once());

        Answer untouched = arm.get(machine.id().resourceId());
        Answer other = arm.listCredentials(emulator.machine("other").id().resourceId());
        Answer struck = arm.listCredentials(machine.id().resourceId());
        Answer after = arm.listCredentials(machine.id().resourceId());

        assertThat(struck.status()).isEqualTo(status);
        assertThat(struck.errorCode()).isEqualTo(code);
        assertThat(struck.header("retry-after").isPresent())
                .isEqualTo(name.equals("throttled") || name.equals("serverBusy"));
        assertThat(struck.header("www-authenticate").isPresent()).isEqualTo(status == 401);
        assertThat(untouched.status()).isEqualTo(200);
        assertThat(other.status()).isEqualTo(200);
        assertThat(after.status()).isEqualTo(200);
    }

    @Test
    void page_whenArmed_thenIsNoJson() throws Exception {
        machine.faults(Fault.html(ArmCall.GET_MACHINE, 502).once());

        Answer struck = arm.get(machine.id().resourceId());

        assertThat(struck.status()).isEqualTo(502);
        assertThat(struck.header("content-type")).contains("text/html");
        assertThat(struck.response().body()).contains("This is not Azure.");
    }

    @Test
    void reset_whenArmed_thenThereIsNoAnswer() throws Exception {
        machine.faults(Fault.armReset(ArmCall.PUT_ENDPOINT).once());

        assertThatThrownBy(
                        () -> arm.put(machine.id() + ArmTester.CONNECTIVITY, "{\"properties\":{\"type\":\"default\"}}"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
        assertThat(emulator.requests(ArmCall.PUT_ENDPOINT))
                .extracting(RecordedRequest::status)
                .contains(0);
    }

    @Test
    void cut_whenArmed_thenTheCallIsCarriedOutAndItsAnswerBreaksOff() throws Exception {
        emulator.machine("lin").deleteEndpoint();
        machine.faults(Fault.armCut(ArmCall.PUT_ENDPOINT).once());

        assertThatThrownBy(
                        () -> arm.put(machine.id() + ArmTester.CONNECTIVITY, "{\"properties\":{\"type\":\"default\"}}"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);

        assertThat(arm.get(machine.id() + ArmTester.CONNECTIVITY).status()).isEqualTo(200);
    }

    @Test
    void held_whenArmed_thenTheCallIsRecordedAndNotAnswered() throws Exception {
        machine.faults(Fault.armHeld(ArmCall.GET_MACHINE).once());

        assertThatThrownBy(() -> arm.patience(Duration.ofMillis(400))
                        .send(
                                "GET",
                                URI.create(emulator.endpoint() + machine.id().resourceId() + "?api-version=2024-07-10"),
                                ""))
                .isInstanceOf(HttpTimeoutException.class);

        assertThat(emulator.requests(ArmCall.GET_MACHINE)).isNotEmpty();
    }
}
