package io.arcconnect.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What hangs is ended, with all that it has started; what does not hang is left alone. */
@Timeout(60)
class BoundTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void run_whenTheScriptHangs_thenItFails_andWhatItHasStartedIsGone() {
        String line = "sleep 600.25 | cat";

        assertThatThrownBy(() -> TimedScript.run(line, SHORT)).isInstanceOf(IOException.class);

        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(each -> each.info().commandLine().orElse("").contains("600.25")))
                .isEmpty();
    }

    @Test
    void run_whenTheScriptEnds_thenItsOutputIsThere_andTheTimesAreWhatTheShellSays() throws Exception {
        TimedScript script = TimedScript.run("sleep 0.2; echo carried", Duration.ofSeconds(50));

        assertThat(script.output()).isEqualTo("carried\n");
        assertThat(script.wallSeconds()).isGreaterThanOrEqualTo(0.2);
    }

    @Test
    void lift_whenItComesInTime_thenNothingIsEnded() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);

        Bound.of(SHORT, "somebody", ended::countDown).lift();

        assertThat(ended.await(1, TimeUnit.SECONDS)).isFalse();
    }
}
