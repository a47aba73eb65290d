package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.arcconnect.testkit.internal.net.EchoServer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long Azure takes: protocol.md 3.2 and 3.4. */
@Timeout(60)
class EmulatesDelaysTest {

    private static final Duration SPIKE = Duration.ofSeconds(3);

    private final MutableClock clock = MutableClock.now();

    @Test
    void azureLike_whenDrawn_thenWithinItsBounds_andOneInTwentyIsASpike() {
        Random random = new Random(1);

        List<Duration> dials = Stream.generate(() -> Delays.azureLike().dial(random))
                .limit(10_000)
                .toList();
        List<Duration> spikes =
                dials.stream().filter(dial -> dial.compareTo(SPIKE) >= 0).toList();

        assertThat(spikes)
                .hasSizeBetween(400, 600)
                .allSatisfy(spike -> assertThat(spike).isLessThanOrEqualTo(Duration.ofSeconds(7)));
        assertThat(dials.stream().filter(dial -> !spikes.contains(dial)))
                .allSatisfy(dial -> assertThat(dial).isBetween(Duration.ofMillis(400), Duration.ofMillis(950)));
        assertThat(Stream.generate(() -> Delays.azureLike().listener(random)).limit(1_000))
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(90)));
    }

    @Test
    void scaled_whenAPart_thenEverythingIs() {
        Delays some = Delays.azureLike().scaled(0.01);

        assertThat(some.dialAtMost()).isEqualTo(Duration.ofNanos(9_500_000));
        assertThat(some.listenerAtLeast()).isEqualTo(Duration.ofMillis(300));
        assertThat(some.spikeEvery()).isEqualTo(20);
        assertThat(Delays.azureLike().scaled(0).dial(new Random(1))).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> Delays.none().scaled(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Delays.none().scaled(Double.NaN));
    }

    @Test
    void dial_whenItTakesAsLongAsAtAzure_thenHeldUntilTheClockSaysSo() throws Exception {
        try (EchoServer echo = new EchoServer();
                ArcEmulator emulator = ArcEmulator.builder()
                        .clock(clock)
                        .delays(Delays.azureLike())
                        .machine(EmulatedMachine.linux("lin")
                                .target(22, echo.address())
                                .enabled())
                        .start();
                RawWebSocket sender =
                        new ArmTester(emulator).dialing(emulator.machine("lin")).ask()) {
            assertThat(sender.isSilentFor(200)).isTrue();

            // More than once: the first may come before the relay has set its alarm.
            while (emulator.dials().isEmpty()) {
                clock.advance(Duration.ofSeconds(10));
                LockSupport.parkNanos(10_000_000);
            }

            assertThat(sender.awaitAnswer().status()).startsWith("101 ");
        }
    }

    @Test
    void agent_whenItTakesAsLongAsAtAzure_thenListensThirtyToNinetySecondsAfterSetUp() throws Exception {
        Delays listenersOnly = new Delays(
                Duration.ZERO,
                Duration.ZERO,
                0,
                Duration.ZERO,
                Duration.ZERO,
                Delays.azureLike().listenerAtLeast(),
                Delays.azureLike().listenerAtMost());
        try (EchoServer echo = new EchoServer();
                ArcEmulator emulator = ArcEmulator.builder()
                        .clock(clock)
                        .delays(listenersOnly)
                        .machine(EmulatedMachine.linux("lin").target(22, echo.address()))
                        .start()) {
            RunningMachine machine = emulator.machine("lin");
            machine.configureService("SSH", 22);

            assertThat(status(emulator)).startsWith("404 Endpoint does not exist.");
            clock.advance(Duration.ofSeconds(29));
            assertThat(status(emulator)).startsWith("404 ");
            clock.advance(Duration.ofSeconds(61));
            assertThat(status(emulator)).startsWith("101 ");
        }
    }

    @Test
    void dial_whenTheClockIsReal_thenHeldForAtLeastAsLong() throws Exception {
        Duration delay = Duration.ofMillis(200);
        Delays fixed = new Delays(delay, delay, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        try (EchoServer echo = new EchoServer();
                ArcEmulator emulator = ArcEmulator.builder()
                        .delays(fixed)
                        .machine(EmulatedMachine.linux("lin")
                                .target(22, echo.address())
                                .enabled())
                        .start()) {
            long start = System.nanoTime();

            assertThat(status(emulator)).startsWith("101 ");
            // A lower bound, which no load on the machine can break.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
        }
    }

    private static String status(ArcEmulator emulator) throws Exception {
        try (RawWebSocket sender =
                new ArmTester(emulator).dialing(emulator.machine("lin")).dial()) {
            return sender.status();
        }
    }
}
