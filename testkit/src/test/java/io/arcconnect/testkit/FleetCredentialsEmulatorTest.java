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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;

/**
 * Credentials for 2,000 machines of one subscription against an Azure Resource Manager that refuses what is too fast. Rates
 * are 100 times the real ones, so that 180 seconds become 2.
 */
@Timeout(300)
class FleetCredentialsEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int MACHINES = 2_000;
    private static final int BURST = 200;
    private static final double RATE = 1_000;

    private final ArcEmulator emulator = start();
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

    private static ArcEmulator start() {
        ArcEmulatorBuilder builder = ArcEmulator.builder().throttleWrites(BURST, RATE);
        IntStream.range(0, MACHINES)
                .forEach(i -> builder.machine(EmulatedMachine.linux("m" + i).enabled()));
        return builder.start();
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void relayCredentials_whenForAFleet_thenAtTheRateThatIsAllowed() {
        ArcConnect arc = emulator.arcConnect()
                .armLimits(ArmLimits.DEFAULT.withWrites(BURST, RATE).withReads(250, 2_500))
                .listener(counting)
                .build();
        List<MachineId> machines = IntStream.range(0, MACHINES)
                .mapToObj(i -> emulator.machine("m" + i).id())
                .toList();
        long start = System.nanoTime();

        Set<RelayCredentials> issued = new HashSet<>(Flux.fromIterable(machines)
                .flatMap(id -> arc.machine(id).relayCredentials(RelayService.ssh()), MACHINES)
                .collectList()
                .blockOptional(LIMIT)
                .orElseThrow());

        double seconds = (System.nanoTime() - start) / 1e9;
        arc.close().block(LIMIT);
        System.out.printf(
                "%,d machines in %.1f s: %.0f listCredentials/s of %.0f/s allowed (%.0f%%, the burst of %d not counted);"
                        + " %,d requests, %,d waited their turn, %,d were refused with 429%n",
                MACHINES,
                seconds,
                (MACHINES - BURST) / seconds,
                RATE,
                100 * (MACHINES - BURST) / seconds / RATE,
                BURST,
                calls.get(),
                waited.get(),
                refused.get());
        assertThat(issued).hasSize(MACHINES);
        assertThat(waited).hasPositiveValue();
        assertThat(emulator.requests(ArmCall.LIST_CREDENTIALS))
                .filteredOn(request -> request.status() == 200)
                .hasSize(MACHINES);
        assertThat(refused).hasValueLessThan(MACHINES / 10);
    }
}
