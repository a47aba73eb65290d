package io.arcconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.internal.net.Network;
import io.arcconnect.internal.relay.NettyRelayDialer;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Handover;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.LeakGuard;
import io.arcconnect.testkit.RunningMachine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** A machine that speaks first, as every SSH server does: its bytes may arrive when nobody wants the stream any more. */
@ExtendWith(LeakGuard.class)
class TalkingTargetTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void dial_whenCancelledWhileTheMachineSpeaks_thenItsBytesAreReleased() {
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .ssh(EmbeddedSsh.create())
                        .enabled())
                .start()) {
            Network network = new Network(List.of(emulator.authority()));
            RunningMachine machine = emulator.machine("lin-01");
            Mono<DuplexStream> dial = new NettyRelayDialer(
                            network.unpooled(), Duration.ofSeconds(15), Duration.ofSeconds(30))
                    .dial(machine.relayCredentials(RelayService.ssh(), Duration.ofHours(1)), RelayService.ssh());
            dial.flatMap(DuplexStream::close).block(SOON);

            for (int attempt = 0; attempt < 400; attempt++) {
                Disposable dialing = dial.delayUntil(DuplexStream::close)
                        .doOnDiscard(DuplexStream.class, Handover::discard)
                        .subscribe(stream -> {}, error -> {});
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(2000 + (attempt % 100) * 80L));
                dialing.dispose();
            }

            Waiting.until("nothing is open", () -> machine.openConnections() == 0);
            assertThat(emulator.dials()).isNotEmpty();
            network.end().block(SOON);
        }
    }
}
