package io.arcconnect.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.model.MachineId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {

    private static final MachineId MACHINE = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01");

    @Test
    void message_whenComplete_thenCodeMachineDetailRemedyAndEvidence() {
        RelayException exception = new RelayException(
                Failure.of(ArcReason.RELAY_LISTENER_NOT_FOUND, Stage.DIAL, "no agent is listening (HTTP 404)")
                        .on(MACHINE)
                        .with("trackingId", "x_G13"));

        assertThat(exception)
                .hasMessage("relay.listener_not_found web-01: no agent is listening (HTTP 404). "
                        + "Check that the machine is connected, its agent is 1.31 or newer and incoming connections are enabled."
                        + " [trackingId=x_G13]");
        assertThat(exception.stage()).isEqualTo(Stage.DIAL);
        assertThat(exception.machine()).contains(MACHINE);
    }

    @Test
    void of_whenATextSteersATerminal_thenThatIsLeftOut() {
        Failure failure = Failure.of(ArcReason.ARM_UNAVAILABLE, Stage.CONTROL_PLANE, "a\u009b2Jb\u202ec")
                .with("said", "d\u001b]0;e");

        assertThat(failure.detail()).isEqualTo("a 2Jb c");
        assertThat(failure.facts()).containsEntry("said", "d ]0;e");
    }

    @Test
    void of_whenTheDetailIsHostile_thenOneCappedLine() {
        Failure failure = Failure.of(ArcReason.RELAY_UNAVAILABLE, Stage.DIAL, "a\r\nb\u2028c" + "d".repeat(10_000));

        assertThat(failure.detail()).startsWith("a b c").hasSizeLessThan(700).doesNotContain("\n");
    }

    @ParameterizedTest
    @EnumSource(ArcReason.class)
    void remedy_whenAnyReason_thenASentenceAndACode(ArcReason reason) {
        assertThat(reason.remedy()).endsWith(".").hasSizeGreaterThan(20);
        assertThat(reason.code())
                .matches(
                        "(arm|connection|operation|plan|provisioning|proxy|relay|run_command|service|stream)\\.[a-z_]+");
    }
}
