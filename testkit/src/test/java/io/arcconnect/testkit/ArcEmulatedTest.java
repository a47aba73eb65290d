package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.MachineId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ArcEmulated(linux = "web-01", seed = 42)
class ArcEmulatedTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private ArcEmulator before;

    @ArcEmulated.Setup
    static void oldMachine(ArcEmulatorBuilder builder) {
        builder.machine(EmulatedMachine.linux("old-01").agentVersion("1.20.0.0"));
    }

    @BeforeEach
    void remember(ArcEmulator emulator) {
        before = emulator;
    }

    @Test
    void parameters_whenAsked_thenBelongTogether(
            ArcEmulator emulator,
            ArcConnect arc,
            ArcConnectBuilder builder,
            @ArcEmulated.Machine("web-01") RunningMachine running,
            @ArcEmulated.Machine("web-01") ArcMachine machine,
            @ArcEmulated.Machine("web-01") MachineId id) {
        assertThat(emulator).isSameAs(before);
        assertThat(emulator.machine("web-01")).isSameAs(running);
        assertThat(machine.id()).isEqualTo(id).isEqualTo(running.id());
        assertThat(arc.machine(id).state().block(LIMIT)).isNotNull();
        assertThat(builder).isNotNull();
        assertThat(emulator.seed()).isEqualTo(42);
        assertThat(emulator.startedIn()).isPositive();
    }

    @Test
    void setup_whenItAddsAMachine_thenItIsThere(@ArcEmulated.Machine("old-01") ArcMachine old) {
        assertThat(old.state().block(LIMIT))
                .isNotNull()
                .satisfies(state -> assertThat(state.agentVersion()).hasValue("1.20.0.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-01", "old-01"})
    void parameters_whenTheTestHasItsOwn_thenBothCome(String name, ArcEmulator emulator) {
        assertThat(emulator.machine(name).id().name()).isEqualTo(name);
    }

    @Test
    @ArcEmulated(windows = "ad-01")
    void method_whenAnnotated_thenAddsToTheClass(ArcEmulator emulator) {
        assertThat(emulator.machines())
                .extracting(machine -> machine.id().name())
                .containsExactlyInAnyOrder("web-01", "ad-01", "old-01");
    }

    @Nested
    class Inside {

        @Test
        void nested_whenItSaysNothing_thenHasWhatIsAround(ArcEmulator emulator) {
            assertThat(emulator).isSameAs(before);
            assertThat(emulator.machines()).hasSize(2);
        }
    }

    @Nested
    @ArcEmulated(linux = "db-01", life = ArcEmulated.Life.CLASS)
    class Together {

        private static final AtomicReference<ArcEmulator> SHARED = new AtomicReference<>();

        @BeforeAll
        static void take(ArcEmulator emulator, ArcConnect arc) {
            SHARED.set(emulator);
            assertThat(arc.machine(emulator.machine("db-01").id()).state().block(LIMIT))
                    .isNotNull();
        }

        @Test
        void life_whenItIsTheClass_thenTestsShareTheEmulator(ArcEmulator emulator, ArcConnect arc) {
            assertThat(emulator).isSameAs(SHARED.get());
            assertThat(emulator.machines()).hasSize(3);
            assertThat(arc.machine(emulator.machine("web-01").id()).state().block(LIMIT))
                    .isNotNull();
        }

        @Test
        void life_whenItIsTheClass_thenOtherTestsShareItToo(ArcEmulator emulator, ArcConnect arc) {
            assertThat(emulator).isSameAs(SHARED.get());
            assertThat(arc.machine(emulator.machine("web-01").id()).state().block(LIMIT))
                    .isNotNull();
        }

        @Test
        @ArcEmulated
        void life_whenTheMethodIsAnnotated_thenItHasItsOwn(ArcEmulator emulator) {
            assertThat(emulator).isNotSameAs(SHARED.get());
            assertThat(emulator.machines()).hasSize(3);
        }
    }
}
