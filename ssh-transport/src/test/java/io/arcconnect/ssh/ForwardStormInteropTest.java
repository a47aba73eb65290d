package io.arcconnect.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.LeakGuard;
import io.arcconnect.tunnel.LocalPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Local ports that are given up, closed and robbed of their sessions at any moment, over OpenSSH. */
@Tag("interop")
@ExtendWith(LeakGuard.class)
class ForwardStormInteropTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int OPENED = 200;
    private static final int LOSSES = 60;
    private static final int CLIENTS = 8;
    private static final String BANNER = "SSH-2.0-OpenSSH";

    @TempDir
    static Path directory;

    private static Set<String> before;
    private static OpenSshServer server;
    private static ArcEmulator emulator;
    private static ArcConnect arc;
    private static ArcMachine machine;
    private static LocalForward forward;

    private final Random random = new Random(4711);

    @BeforeAll
    static void start() throws Exception {
        before = LibraryThreads.names();
        server = OpenSshServer.start(directory);
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .target(22, server.address())
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
        machine = arc.machine(emulator.machine("lin-01").id());
        forward = Forward.over(server.ssh()).to("127.0.0.1", server.port());
    }

    @AfterAll
    static void stop() {
        if (arc != null) {
            arc.close().block(LIMIT);
            emulator.close();
            server.close();
            Eventually.holds("no thread is left", LIMIT, () -> before.containsAll(LibraryThreads.names()));
        }
    }

    @Test
    void open_whenGivenUpAtAnyMoment_thenNoSessionAndNoPortIsLeft() {
        List<LocalForward> forwards = List.of(forward, forward.keepListening());

        Flux.range(0, OPENED)
                .flatMap(
                        number -> machine.use(forwards.get(number % 2), this::usedForAWhile)
                                .takeUntilOther(Mono.delay(moment(150)))
                                .onErrorComplete(),
                        4)
                .blockLast(LIMIT);

        Eventually.holds("no session", LIMIT, ForwardStormInteropTest::isQuiet);
    }

    @Test
    void keepListening_whenLostAgainAndAgain_thenOneSessionServesInTheEndAndNothingDrifts() {
        LocalPort port = machine.connect(forward.keepListening()).block(LIMIT);
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicInteger served = new AtomicInteger();
        Mono<Void> clients = Flux.range(0, CLIENTS)
                .flatMap(
                        number -> Mono.fromRunnable(() -> {
                                    while (!isOver.get()) {
                                        served.addAndGet(isGreeted(port) ? 1 : 0);
                                    }
                                })
                                .subscribeOn(Schedulers.boundedElastic()),
                        CLIENTS)
                .then();
        Mono<Void> losses = Flux.range(0, LOSSES)
                .concatMap(number -> Mono.delay(moment(60))
                        .doOnNext(now -> emulator.machine("lin-01").dropConnections()))
                .then(Mono.fromRunnable(() -> isOver.set(true)));

        Mono.when(clients, losses).block(LIMIT);

        Mono.fromCallable(() -> isGreeted(port))
                .subscribeOn(Schedulers.boundedElastic())
                .repeat()
                .takeUntil(greeted -> greeted)
                .blockLast(LIMIT);
        Eventually.holds(
                () -> "no connection: " + port.counts(),
                LIMIT,
                () -> port.counts().open() == 0 && port.connections().isEmpty());
        Eventually.holds("one session", LIMIT, () -> emulator.machine("lin-01").openConnections() == 1);
        assertThat(port.counts().served()).isGreaterThanOrEqualTo(served.get());
        port.close().block(LIMIT);
        Eventually.holds("no session", LIMIT, ForwardStormInteropTest::isQuiet);
    }

    @Test
    void close_whenDialing_thenNoSessionIsLeft() {
        for (int i = 0; i < 30; i++) {
            LocalPort port = machine.connect(forward.keepListening()).block(LIMIT);
            emulator.machine("lin-01").dropConnections();
            Mono<Boolean> client = Mono.fromCallable(() -> isGreeted(port)).subscribeOn(Schedulers.boundedElastic());
            Mono.when(client, Mono.delay(moment(80)).then(port.close())).block(LIMIT);
        }

        Eventually.holds("no session", LIMIT, ForwardStormInteropTest::isQuiet);
    }

    private Mono<Void> usedForAWhile(LocalPort port) {
        return Mono.fromCallable(() -> isGreeted(port))
                .subscribeOn(Schedulers.boundedElastic())
                .repeat(3)
                .then();
    }

    private Duration moment(int mostMillis) {
        return Duration.ofNanos((long) (random.nextDouble() * mostMillis * 1_000_000));
    }

    private static boolean isGreeted(LocalPort port) {
        try (Socket client =
                new Socket(InetAddress.getLoopbackAddress(), port.localAddress().getPort())) {
            client.setSoTimeout((int) LIMIT.toMillis());
            return BANNER.equals(new String(client.getInputStream().readNBytes(BANNER.length()), US_ASCII));
        } catch (IOException closed) {
            return false;
        }
    }

    private static boolean isQuiet() {
        return emulator.machine("lin-01").openConnections() == 0 && server.sessions() == 0;
    }
}
