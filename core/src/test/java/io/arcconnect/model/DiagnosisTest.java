package io.arcconnect.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    private static final MachineId ID = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01");

    private static final DiagnosisStep OK =
            DiagnosisStep.ok("machine.found").with("location", "westeurope").took(Duration.ofMillis(120));
    private static final DiagnosisStep FAILED = DiagnosisStep.failed(
                    "relay.listener", "relay.listener_not_found", "no agent is listening", "Start the agent.")
            .with("http", 404)
            .took(Duration.ofSeconds(60));
    private static final DiagnosisStep SKIPPED = DiagnosisStep.skipped("relay.target", "relay.listener failed");

    @Test
    void toText_whenAStepFailed_thenATableAndTheOneFix() {
        Diagnosis diagnosis = new Diagnosis(ID, List.of(OK, FAILED, SKIPPED), Duration.ofSeconds(61));

        assertThat(diagnosis.toText()).isEqualTo("""
                        web-01: not healthy (1 ok, 1 failed, 1 skipped, 61.00 s)
                          ok       machine.found    0.12 s  location=westeurope
                          FAILED   relay.listener  60.00 s  relay.listener_not_found: no agent is listening [http=404]
                          skipped  relay.target     0.00 s  relay.listener failed
                        What to do: Start the agent.
                        """);
        assertThat(diagnosis).hasToString(diagnosis.toText());
        assertThat(diagnosis.fix()).contains("Start the agent.");
        assertThat(diagnosis.firstFailure()).contains(FAILED);
    }

    @Test
    void toText_whenNothingFailed_thenHealthyAndNoFix() {
        DiagnosisStep warning = DiagnosisStep.warning("machine.status", "the machine is Disconnected", "Start it.");

        Diagnosis diagnosis = new Diagnosis(ID, List.of(OK, warning), Duration.ofMillis(900));

        assertThat(diagnosis.isHealthy()).isTrue();
        assertThat(diagnosis.fix()).isEmpty();
        assertThat(diagnosis.toText())
                .startsWith("web-01: healthy (1 ok, 1 warning, 0.90 s)\n")
                .doesNotContain("What to do");
    }

    @Test
    void toText_whenEvidenceIsLong_thenItIsCutAndTheJsonHasAllOfIt() {
        DiagnosisStep talkative = DiagnosisStep.ok("ssh.algorithms").with("offered", "a".repeat(400));

        Diagnosis diagnosis = new Diagnosis(ID, List.of(talkative), Duration.ofMillis(900));

        assertThat(diagnosis.toText().lines())
                .allMatch(line -> line.length() < 130)
                .anyMatch(line -> line.endsWith("a…"));
        assertThat(diagnosis.toJson()).contains("a".repeat(400));
    }

    @Test
    void toJson_whenAStepFailed_thenEverythingInOneLine() {
        Diagnosis diagnosis = new Diagnosis(ID, List.of(OK, FAILED, SKIPPED), Duration.ofSeconds(61));

        assertThat(diagnosis.toJson())
                .isEqualTo("{\"machine\":\"" + ID.resourceId() + "\",\"healthy\":false,\"tookMillis\":61000,"
                        + "\"fix\":\"Start the agent.\",\"steps\":["
                        + "{\"name\":\"machine.found\",\"status\":\"ok\",\"tookMillis\":120,"
                        + "\"evidence\":{\"location\":\"westeurope\"}},"
                        + "{\"name\":\"relay.listener\",\"status\":\"failed\",\"tookMillis\":60000,"
                        + "\"evidence\":{\"http\":\"404\"},\"cause\":\"no agent is listening\","
                        + "\"fix\":\"Start the agent.\",\"reason\":\"relay.listener_not_found\"},"
                        + "{\"name\":\"relay.target\",\"status\":\"skipped\",\"tookMillis\":0,\"evidence\":{},"
                        + "\"cause\":\"relay.listener failed\"}]}");
    }

    @Test
    void with_whenTheTextComesFromTheNetwork_thenItCannotMoveTheCursor() {
        DiagnosisStep step = DiagnosisStep.unknown("ssh.banner", "odd \u001b[2J\u009b1m\r\nline")
                .with("banner", "SSH-2.0-x\u202e\u0007");

        assertThat(step.cause()).contains("odd  [2J 1m line");
        assertThat(step.evidence()).containsEntry("banner", "SSH-2.0-x");
    }

    @Test
    void with_whenTheTextIsEndless_thenCapped() {
        DiagnosisStep step = DiagnosisStep.ok("ssh.banner").with("banner", "x".repeat(5_000));

        assertThat(step.evidence().get("banner")).hasSize(601).endsWith("…");
    }

    @Test
    void step_whenNamed_thenFound() {
        Diagnosis diagnosis = new Diagnosis(ID, List.of(OK, SKIPPED), Duration.ZERO);

        assertThat(diagnosis.step("relay.target")).contains(SKIPPED);
        assertThat(diagnosis.step("nothing")).isEmpty();
    }
}
