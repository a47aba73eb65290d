package io.arcconnect.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private final StringWriter printed = new StringWriter();
    private final Timeline timeline = new Timeline(new PrintWriter(printed));

    @Test
    void step_whenItFails_thenTheRestOfThePartIsSkippedAndTheNextPartIsTried() {
        List<String> ran = new ArrayList<>();

        Timeline.Part first = timeline.part("first");
        first.step("breaks", () -> {
            throw new ControlPlaneException(Failure.of(ArcReason.ARM_FORBIDDEN, Stage.CREDENTIALS, "no role"));
        });
        first.step("depends", () -> remember(ran, "depends"));
        timeline.part("second").step("holds", () -> remember(ran, "holds"));

        assertThat(ran).containsExactly("holds");
        assertThat(timeline.failures()).isEqualTo(2);
        assertThat(timeline.summary()).startsWith("1 steps held, 2 did not");
        assertThat(printed.toString()).contains("FAIL  breaks", "arm.forbidden: no role", "(stage credentials)");
    }

    private static String remember(List<String> ran, String name) {
        ran.add(name);
        return name;
    }
}
