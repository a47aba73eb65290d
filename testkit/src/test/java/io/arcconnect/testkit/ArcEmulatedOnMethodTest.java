package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcMachine;
import org.junit.jupiter.api.Test;

class ArcEmulatedOnMethodTest {

    @Test
    @ArcEmulated(linux = "web-01")
    void method_whenOnlyItIsAnnotated_thenHasAnEmulator(ArcEmulator emulator, ArcMachine only) {
        assertThat(only.id()).isEqualTo(emulator.machine("web-01").id());
    }

    @Test
    @ArcEmulated(linux = "web-01", tolerate = Leak.Kind.ARC_CONNECT)
    void tolerate_whenAKindIsNamed_thenItMayStayOpen(ArcEmulator emulator) {
        assertThat(emulator.arcConnect().build()).isNotNull();
        assertThat(emulator.leaks()).extracting(Leak::kind).containsExactly(Leak.Kind.ARC_CONNECT);
    }
}
