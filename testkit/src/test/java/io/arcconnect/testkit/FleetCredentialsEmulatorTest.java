package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.ArmLimits;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.ArmCallEvent;
import io.arcconnect.spi.event.ArmWaitingEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

/**
 * Credentials for a fleet of one subscription against an Azure Resource Manager that refuses what is too fast. At 100 times
 * the real rate, 180 seconds become 2, and a small computer may be what is slowest; at 20 times it is the rate.
 */
@Timeout(300)
class FleetCredentialsEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int BURST = 200;
    private static final double REAL_RATE = 10;

    private final AtomicInteger waited = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final ArcConnectListener counting = new ArcConnectListener() {
        @Override
        public void onArmWaiting(ArmWaitingEvent event) {
            waited.incrementAndGet();
        }

        @Override
        public void onArmCall(ArmCallEvent event) {
            calls.incrementAndGet();
            if (event.isThrottled()) {
                refused.incrementAndGet();
            }
        }
    };

    private static ArcEmulator start(int machines, double rate) {
        ArcEmulatorBuilder builder = ArcEmulator.builder().throttleWrites(BURST, rate);
        IntStream.range(0, machines)
                .forEach(i -> builder.machine(EmulatedMachine.linux("m" + i).enabled()));
        return builder.start();
    }

    @ParameterizedTest
    @CsvSource({"2000, 100", "600, 20"})
    void relayCredentials_whenForAFleet_thenAtTheRateThatIsAllowed(int fleet, int scale) {
        double rate = REAL_RATE * scale;
        try (ArcEmulator emulator = start(fleet, rate)) {
            ask(emulator, fleet, rate);
        }
    }

    private void ask(ArcEmulator emulator, int fleet, double rate) {
        ArcConnect arc = emulator.arcConnect()
                .armLimits(ArmLimits.DEFAULT
                        .withWrites(ArmLimits.DEFAULT.writeBurst(), rate)
                        .withReads(250, 2.5 * rate))
                .listener(counting)
                .build();
        List<MachineId> machines = IntStream.range(0, fleet)
                .mapToObj(i -> emulator.machine("m" + i).id())
                .toList();
        long start = System.nanoTime();

        Set<RelayCredentials> issued = new HashSet<>(Flux.fromIterable(machines)
                .flatMap(id -> arc.machine(id).relayCredentials(RelayService.ssh()), fleet)
                .collectList()
                .blockOptional(LIMIT)
                .orElseThrow());

        double seconds = (System.nanoTime() - start) / 1e9;
        arc.close().block(LIMIT);
        System.out.printf(
                "%,d machines in %.1f s: %.0f listCredentials/s of %.0f/s allowed (%.0f%%, the burst of %d not counted);"
                        + " %,d requests, %,d waited their turn, %,d were refused with 429%n",
                fleet,
                seconds,
                (fleet - ArmLimits.DEFAULT.writeBurst()) / seconds,
                rate,
                100 * (fleet - ArmLimits.DEFAULT.writeBurst()) / seconds / rate,
                ArmLimits.DEFAULT.writeBurst(),
                calls.get(),
                waited.get(),
                refused.get());
        assertThat(issued).hasSize(fleet);
        assertThat(waited).hasPositiveValue();
        assertThat(emulator.requests(ArmCall.LIST_CREDENTIALS))
                .filteredOn(request -> request.status() == 200)
                .hasSize(fleet);
        assertThat(refused).hasValueLessThan(fleet / 10);
    }
}
