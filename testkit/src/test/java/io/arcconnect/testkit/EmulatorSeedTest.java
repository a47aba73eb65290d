package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.RelayService;
import io.arcconnect.testkit.internal.Seed;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EmulatorSeedTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Names of hybrid connections, and which of twenty calls a fault strikes. */
    private static List<String> choices(long seed) {
        try (ArcEmulator emulator = ArcEmulator.builder()
                .seed(seed)
                .machine(EmulatedMachine.linux("web-01"))
                .start()) {
            RunningMachine web = emulator.machine("web-01")
                    .faults(Fault.arm(ArmCall.GET_MACHINE, 403, "AuthorizationFailed", "No.")
                            .sometimes(0.5));
            ArcConnect arc = emulator.arcConnect().build();
            for (int call = 0; call < 20; call++) {
                arc.machine(web.id()).state().onErrorComplete().block(LIMIT);
            }
            arc.close().block(LIMIT);
            Stream<String> names = Stream.generate(
                            () -> web.relayCredentials(RelayService.ssh(), Duration.ofMinutes(10))
                                    .hybridConnectionName())
                    .limit(3);
            Stream<String> statuses = emulator.requests().stream().map(request -> "" + request.status());
            return Stream.concat(names, statuses).toList();
        }
    }

    @Test
    void seed_whenItIsTheSame_thenNamesAndRandomFaultsAreToo() {
        assertThat(choices(7)).isEqualTo(choices(7)).isNotEqualTo(choices(8));
    }

    @Test
    void seed_whenNoneIsGiven_thenTheEmulatorSaysWhichItDrew() {
        try (ArcEmulator emulator = ArcEmulator.builder().start()) {
            assertThat(emulator.seed()).isPositive();
        }
    }

    @Test
    void of_whenSubjectsDiffer_thenTheirNumbersDo() {
        Seed seed = new Seed(7);

        Random web = seed.of("names/web-01");

        assertThat(web.nextLong())
                .isEqualTo(seed.of("names/web-01").nextLong())
                .isNotEqualTo(seed.of("names/web-02").nextLong())
                .isNotEqualTo(new Seed(8).of("names/web-01").nextLong());
    }

    @Test
    void sometimes_whenItCouldNeverStrike_thenRefuses() {
        Fault fault = Fault.noListeners();

        assertThatIllegalArgumentException().isThrownBy(() -> fault.sometimes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> fault.sometimes(1.1));
    }
}
