package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.testkit.internal.net.Leaks;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is on its way through a slow relay when everything ends. */
class DelayLineTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SENT = 64 * 1024;

    @Test
    void close_whenBytesAreOnTheirWay_thenNoneOfTheirBuffersIsLost() {
        Leaks.watch();
        try (ArcEmulator emulator = ArcEmulator.builder()
                .relayDelay(Duration.ofHours(1))
                .machine(EmulatedMachine.linux("far-01")
                        .ssh(EmbeddedSsh.create())
                        .enabled())
                .start()) {
            RunningMachine far = emulator.machine("far-01");
            ArcConnect arc = emulator.arcConnect().build();
            DuplexStream stream = arc.machine(far.id())
                    .dial(RelayService.ssh())
                    .blockOptional(LIMIT)
                    .orElseThrow();
            stream.send(Mono.just(ByteBuffer.allocate(SENT))).block(LIMIT);
            Flux.interval(Duration.ofMillis(5))
                    .takeUntil(tick -> far.carried().toMachine() >= SENT)
                    .blockLast(LIMIT);

            arc.closeNow().block(LIMIT);
        }

        assertThat(Leaks.collect()).isEmpty();
        Leaks.endWatch();
    }
}
