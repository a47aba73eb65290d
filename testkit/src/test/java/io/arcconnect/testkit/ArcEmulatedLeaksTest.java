package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;

class ArcEmulatedLeaksTest {

    private static JUnitRun planted;

    @BeforeAll
    static void run() {
        planted = JUnitRun.of(PlantedLeaks.class);
    }

    @AfterAll
    static void end() {
        PlantedLeaks.END_OF_THREADS.countDown();
        PlantedLeaks.RUNNING.forEach(Disposable::dispose);
    }

    @ParameterizedTest
    @CsvSource({
        "session, SESSION, connect(a protocol)",
        "stream, STREAM, dial(SSH:22)",
        "listener, LISTENER, connect(Tunnel)",
        "use, SESSION, use(a protocol) of web-01",
        "client, ARC_CONNECT, an ArcConnect that nobody closed",
        "thread, THREAD, a thread that goes on"
    })
    void teardown_whenATestLeavesSomethingOpen_thenItFailsAndSaysWhatAndWhere(
            String test, Leak.Kind kind, String what) {
        Throwable failure = planted.failure(test).orElseThrow();

        assertThat(failure)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("PlantedLeaks." + test + " left 1 open")
                .hasMessageContaining(kind + ": ")
                .hasMessageContaining(what)
                .hasMessageContaining("at io.arcconnect.testkit.PlantedLeaks." + test + "(PlantedLeaks.java:");
        assertThat(failure.getStackTrace()[0].getMethodName()).isEqualTo(test);
    }

    @Test
    void teardown_whenABufferIsLost_thenTheClassFailsAndSaysWhoMadeIt() {
        assertThat(planted.failure("buffer")).isEmpty();
        assertThat(planted.message("PlantedLeaks"))
                .contains("BUFFER: ")
                .contains("at io.arcconnect.testkit.PlantedLeaks.buffer(PlantedLeaks.java:");
    }

    @Test
    void teardown_whenSomethingWasAskedInVain_thenItFailsWithTheText() {
        assertThat(planted.message("unanswered"))
                .contains("asked for what is not emulated")
                .contains("Microsoft.Odd/things")
                .contains("docs/emulator.md");
    }

    @Test
    void teardown_whenATestFailsForWhatItAskedInVain_thenThatIsSaidBesides() {
        assertThat(planted.failure("brokenByIt").orElseThrow().getSuppressed())
                .singleElement()
                .asString()
                .contains("asked for what is not emulated");
    }

    @Test
    void teardown_whenATestFails_thenItsSeedIsSaidAndNothingElse() {
        assertThat(planted.message("broken")).doesNotContain("left");
        assertThat(planted.failure("broken").orElseThrow().getSuppressed()).isEmpty();
        assertThat(planted.reports())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry).containsKey("arcconnect.emulator.seed"));
    }

    @Test
    void teardown_whenEverythingWasClosed_thenPasses() {
        assertThat(planted.failure("clean")).isEmpty();
    }

    @Test
    void teardown_whenTheJvmStartedAPoolOfItsOwn_thenTheTestIsNotBlamed() {
        assertThat(planted.failure("cleanButForTheJvmsOwn")).isEmpty();
    }

    @Test
    void teardown_whenTestsRunAtOnce_thenNoneIsBlamedForAnother() {
        JUnitRun run = JUnitRun.of(
                Map.of(
                        "arcconnect.emulated.patience", "PT0.3S",
                        "junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.mode.default", "concurrent",
                        "junit.jupiter.execution.parallel.config.strategy", "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "4"),
                PlantedParallel.class);

        assertThat(run.failed()).containsExactly("leavesAThreadToo", "leavesItOpen");
        assertThat(run.message("leavesItOpen"))
                .contains("left 1 open", "STREAM: ", "PlantedParallel.leavesItOpen(")
                .doesNotContain("leavesAThreadToo");
        assertThat(run.message("leavesAThreadToo"))
                .contains("left 2 open", "STREAM: ", "THREAD: ", "PlantedParallel.leavesAThreadToo(")
                .doesNotContain("leavesItOpen");
    }
}
