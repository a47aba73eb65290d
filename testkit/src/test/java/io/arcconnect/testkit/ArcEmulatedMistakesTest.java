package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcMachine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArcEmulatedMistakesTest {

    @ArcEmulated(linux = "web-01")
    static class TooEarly {

        @BeforeAll
        static void take(ArcEmulator emulator) {
            assertThat(emulator).isNull();
        }

        @Test
        void any() {}
    }

    @ArcEmulated(linux = {"web-01", "web-02"})
    static class Unnamed {

        @Test
        void whichOne(ArcMachine machine) {
            assertThat(machine).isNull();
        }
    }

    @ArcEmulated
    static class WrongSetup {

        @ArcEmulated.Setup
        static void setup() {}

        @Test
        void any() {}

        @Test
        void asks(ArcEmulator emulator) {
            assertThat(emulator).isNull();
        }
    }

    @Test
    void beforeAll_whenEachTestHasItsOwnEmulator_thenSaysWhatToDo() {
        assertThat(JUnitRun.of(TooEarly.class).message("TooEarly")).contains("life = CLASS");
    }

    @Test
    void parameter_whenThereAreTwoMachines_thenAsksForTheName() {
        assertThat(JUnitRun.of(Unnamed.class).message("whichOne"))
                .contains("[web-01, web-02]")
                .contains("@ArcEmulated.Machine");
    }

    @Test
    void setup_whenItTakesNoBuilder_thenSaysWhatItWants() {
        JUnitRun run = JUnitRun.of(WrongSetup.class);

        assertThat(run.message("asks")).contains("static method that takes an ArcEmulatorBuilder");
        assertThat(run.failure("any")).isEmpty();
    }
}
