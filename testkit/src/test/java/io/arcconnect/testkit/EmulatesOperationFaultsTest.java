package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.testkit.ArmTester.Answer;
import io.arcconnect.testkit.internal.Json;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Long-running operations that go wrong, in each of the three styles (protocol.md 1.3). */
@Timeout(60)
class EmulatesOperationFaultsTest {

    private static final String BODY = "{\"location\":\"westeurope\",\"properties\":"
            + "{\"publisher\":\"Microsoft.Azure.OpenSSH\",\"type\":\"WindowsOpenSSH\"}}";

    private ArcEmulator emulator;
    private ArmTester arm;
    private RunningMachine machine;

    @AfterEach
    void stop() {
        emulator.close();
    }

    @ParameterizedTest
    @EnumSource
    void stuck_whenLookedAtManyTimes_thenStillRuns(LroStyle style) throws Exception {
        start(style, Fault.operationStuck().once());

        String look = begin();

        for (int i = 0; i < 20; i++) {
            assertThat(isRunning(style, arm.get(look))).isTrue();
        }
        assertThat(state()).isEqualTo("Creating");
    }

    @ParameterizedTest
    @EnumSource
    void failed_whenArmedOnce_thenEndsAsFailedAndTheNextOneWell(LroStyle style) throws Exception {
        start(style, Fault.operationFailed().once());

        Answer end = follow(style, begin());
        String failed = state();
        Answer again = follow(style, begin());

        assertThat(end.response().body()).contains("exit code for Install: 64");
        assertThat(failed).isEqualTo("Failed");
        assertThat(again.status()).isEqualTo(200);
        assertThat(state()).isEqualTo("Succeeded");
    }

    @ParameterizedTest
    @EnumSource
    void cancelled_whenArmed_thenEndsAsCanceled(LroStyle style) throws Exception {
        start(style, Fault.operationCancelled().once());

        Answer end = follow(style, begin());

        assertThat(end.response().body()).contains(style == LroStyle.LOCATION ? "OperationCanceled" : "Canceled");
        assertThat(state()).isEqualTo("Canceled");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROVISIONING_STATE")
    void forgotten_whenLookedAt_thenNotFoundAndTheWorkIsDone(LroStyle style) throws Exception {
        start(style, Fault.operationForgotten().once());

        String look = begin();
        Answer first = arm.get(look);
        for (int i = 0; i < 3; i++) {
            arm.get(look);
        }

        assertThat(first.status()).isEqualTo(404);
        assertThat(state()).isEqualTo("Succeeded");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROVISIONING_STATE")
    void pollHostForeign_whenBegun_thenAnotherHostIsNamed(LroStyle style) throws Exception {
        start(style, Fault.pollHostForeign().once());

        String look = begin();

        assertThat(URI.create(look).getHost())
                .isEqualTo("127.0.0.1")
                .isNotEqualTo(emulator.endpoint().getHost());
    }

    private void start(LroStyle style, Fault fault) throws Exception {
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.windows("win").lroStyle(style))
                .start();
        arm = new ArmTester(emulator);
        machine = emulator.machine("win").faults(fault);
    }

    /** {@return where to look} */
    private String begin() throws Exception {
        Answer begun = arm.put(extension(), BODY);
        return begun.header("azure-asyncoperation")
                .or(() -> begun.header("location"))
                .orElseGet(this::extension);
    }

    private Answer follow(LroStyle style, String look) throws Exception {
        Answer answer = arm.get(look);
        for (int i = 0; i < 10 && isRunning(style, answer); i++) {
            answer = arm.get(look);
        }
        return answer;
    }

    private static boolean isRunning(LroStyle style, Answer answer) {
        return switch (style) {
            case AZURE_ASYNC_OPERATION ->
                answer.status() == 200 && Json.text(answer.body(), "status").equals("Creating");
            case LOCATION -> answer.status() == 202;
            case PROVISIONING_STATE -> provisioningState(answer).matches("Creating|Updating");
        };
    }

    private String state() throws Exception {
        return provisioningState(arm.get(extension()));
    }

    private static String provisioningState(Answer answer) {
        return Json.text(answer.child("properties"), "provisioningState");
    }

    private String extension() {
        return machine.id() + "/extensions/WindowsOpenSSH";
    }
}
