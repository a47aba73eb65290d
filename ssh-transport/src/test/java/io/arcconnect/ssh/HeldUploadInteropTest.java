package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Secret;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.LeakGuard;
import io.arcconnect.testkit.RunningSsh;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What a client keeps when the machine stops reading and a relay holds as much as Azure's does (protocol.md 3.5). What lies
 * in the kernel's sockets cannot be told apart here, so bounds are generous, and far below what hundreds of channels have.
 */
@Tag("interop")
@Timeout(300)
@ExtendWith(LeakGuard.class)
class HeldUploadInteropTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long MIB = 1 << 20;
    private static final int CHANNELS = 128;
    private static final int CHUNK = 8 * 1024;
    private static final int CHUNKS = 192;

    /** The kernel's buffers may grow to 32 MiB for one who reads and 4 MiB for one who writes. */
    private static final long IN_SOCKETS = 40 * MIB;

    private RunningSsh server;
    private PausableTarget target;
    private ArcEmulator emulator;
    private ArcConnect arc;
    private ArcMachine machine;

    @BeforeEach
    void start() throws Exception {
        server = EmbeddedSsh.create().password("ada", "pw").start();
        target = PausableTarget.before(server.address());
        emulator = ArcEmulator.builder()
                .relayBuffer(16 << 20)
                .machine(EmulatedMachine.linux("lin-01")
                        .target(22, target.address())
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
        machine = arc.machine(emulator.machine("lin-01").id());
    }

    @AfterEach
    void stop() throws Exception {
        arc.close().block(LIMIT);
        emulator.close();
        target.close();
        server.close();
    }

    private long carried() {
        return emulator.machine("lin-01").carried().toMachine();
    }

    /** Or as good as: whoever sends comes to stand from there on. */
    private boolean relayIsFull() {
        return carried() >= 14 * MIB;
    }

    @Test
    void stdin_whenManyChannelsSendAndNobodyReads_thenTheSessionKeepsNoMoreThanOneWould() {
        Sinks.Empty<Void> go = Sinks.empty();
        AtomicLong taken = new AtomicLong();
        Flux<ByteBuffer> zeros = go.asMono().thenMany(Flux.range(0, CHUNKS).map(number -> {
            taken.addAndGet(CHUNK);
            return ByteBuffer.allocate(CHUNK);
        }));
        SshSession session = machine.connect(Ssh.as("ada")
                        .identity(SshIdentity.password(Secret.of("pw")))
                        .hostKeys(HostKeys.pinned(server.hostKeyFingerprint())))
                .block(LIMIT);
        List<RemoteCommand> commands = Flux.range(0, CHANNELS)
                .concatMap(number -> session.start(Exec.command("wc -c").stdin(zeros)))
                .collectList()
                .block(LIMIT);

        target.pause();
        go.tryEmitEmpty();
        long held = Standstill.of(taken::get, this::relayIsFull) - carried();
        target.resume();
        List<String> counts = Flux.fromIterable(commands)
                .flatMap(HeldUploadInteropTest::text, CHANNELS)
                .collectList()
                .block(LIMIT);

        assertThat(held).isLessThan(IN_SOCKETS + 8 * MIB);
        assertThat(counts).hasSize(CHANNELS).allMatch(count -> count.strip().equals(String.valueOf(CHUNKS * CHUNK)));
    }

    private static Mono<String> text(RemoteCommand command) {
        Mono<String> stdout = command.stdout()
                .reduce(
                        "",
                        (text, chunk) ->
                                text + StandardCharsets.US_ASCII.decode(chunk).toString());
        return Mono.zip(stdout, command.stderr().then(Mono.just(""))).map(both -> both.getT1());
    }

    @Test
    void send_whenTheRelayHolds14MiBAndNobodyReads_thenItStandsStillAndNothingIsLostLater() throws Exception {
        try (AnsweringTarget echo = AnsweringTarget.echo();
                PausableTarget before = PausableTarget.before(echo.address())) {
            emulator.machine("lin-01").target(22, before.address());
            DuplexStream stream = machine.dial(RelayService.ssh(22)).block(LIMIT);
            AtomicLong taken = new AtomicLong();
            Flux<ByteBuffer> zeros = Flux.range(0, 2048).map(number -> {
                taken.addAndGet(64 * 1024);
                return ByteBuffer.allocate(64 * 1024);
            });
            Mono<Long> back = stream.receive()
                    .scan(0L, (sum, chunk) -> sum + chunk.remaining())
                    .filter(sum -> sum == 128 * MIB)
                    .next();

            before.pause();
            CompletableFuture<Long> answered = Mono.zip(back, stream.send(zeros).then(Mono.just(true)))
                    .map(both -> both.getT1())
                    .toFuture();
            long stoodStill = Standstill.of(taken::get, this::relayIsFull);
            long carried = carried();
            before.resume();

            assertThat(stoodStill - carried).isLessThan(IN_SOCKETS + MIB);
            assertThat(answered).succeedsWithin(LIMIT).isEqualTo(128 * MIB);
            stream.close().block(LIMIT);
        }
    }
}
