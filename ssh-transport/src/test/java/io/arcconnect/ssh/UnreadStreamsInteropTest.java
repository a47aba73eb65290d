package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.event.ActionEndedEvent;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Many streams of one session that nobody reads. */
@Tag("interop")
@Timeout(300)
class UnreadStreamsInteropTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long MIB = 1 << 20;
    private static final long MUCH = 16 * MIB;
    private static final int UNREAD = 24;
    private static final int READ = 12;

    private final AtomicLong received = new AtomicLong();

    @TempDir
    Path directory;

    private Mono<Long> read(SshSession session, int port) {
        return Mono.usingWhen(
                session.openStream("127.0.0.1", port),
                stream -> stream.receive().reduce(0L, (sum, chunk) -> sum + chunk.remaining()),
                DuplexStream::close);
    }

    private ArcConnectListener counting() {
        return new ArcConnectListener() {
            @Override
            public void onEvent(ArcEvent event) {
                if (event instanceof ActionEndedEvent ended) {
                    received.addAndGet(ended.bytesIn());
                }
            }
        };
    }

    @Test
    void streams_whenNobodyReadsThem_thenTheyHoldABoundedAmountAndOthersGoOn() throws Exception {
        try (OpenSshServer server = OpenSshServer.start(directory);
                SendingTarget target = SendingTarget.of(MUCH);
                ArcEmulator emulator = ArcEmulator.builder()
                        .machine(EmulatedMachine.linux("lin-01")
                                .target(22, server.address())
                                .enabled())
                        .start()) {
            ArcConnect arc = emulator.arcConnect().listener(counting()).build();
            SshSession session = arc.machine(emulator.machine("lin-01").id())
                    .connect(server.ssh())
                    .block(LIMIT);
            for (int i = 0; i < UNREAD; i++) {
                session.openStream("127.0.0.1", target.port()).block(LIMIT);
            }

            // Windows that nobody reads fill meanwhile.
            Stream<Long> others = Flux.range(0, READ)
                    .flatMap(number -> read(session, target.port()), READ)
                    .collectList()
                    .block(LIMIT)
                    .stream();
            arc.close().block(LIMIT);

            assertThat(others).hasSize(READ).containsOnly(MUCH);
            // 64 MiB for all, and half a MiB for each that came when those were given.
            assertThat(received.get() - READ * MUCH).isPositive().isLessThanOrEqualTo((64 + UNREAD / 2) * MIB);
        }
    }
}
