package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.ConnectionLimits;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.LeakGuard;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** A thousand cancels at random points; OpenSSH allows 10 channels of a connection, so that each that is left over counts. */
@Tag("interop")
@ExtendWith(LeakGuard.class)
class CancelStormInteropTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int TIMES = 1000;
    private static final int AT_A_TIME = 6;

    @TempDir
    static Path directory;

    private static Set<String> before;
    private static OpenSshServer server;
    private static ArcEmulator emulator;
    private static ArcConnect arc;
    private static ArcMachine machine;

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
        arc = emulator.arcConnect()
                .connectionLimits(ConnectionLimits.NONE.withTotal(AT_A_TIME))
                .build();
        machine = arc.machine(emulator.machine("lin-01").id());
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

    private static List<Function<SshSession, Publisher<?>>> deeds() {
        return List.of(
                session -> session.exec("echo hello"),
                session -> session.exec(Exec.command("cat").stdin("hello")),
                session -> session.start(Exec.command("head -c 3000000 /dev/zero"))
                        .flatMapMany(command -> command.stdout()
                                .doFinally(end -> command.close().subscribe())),
                session -> session.start(Exec.command("cat").stdin(zeros()))
                        .flatMapMany(command -> command.stdout()
                                .doFinally(end -> command.close().subscribe())),
                session -> session.openStream("127.0.0.1", server.port())
                        .flatMapMany(stream ->
                                stream.receive().doFinally(end -> stream.close().subscribe())),
                session -> session.openSubsystem("sftp")
                        .flatMapMany(stream ->
                                stream.receive().doFinally(end -> stream.close().subscribe())));
    }

    private static Flux<ByteBuffer> zeros() {
        return Flux.range(0, 60).map(number -> ByteBuffer.allocate(30_000));
    }

    private Mono<Void> cut(Publisher<?> deed, int mostMillis) {
        Duration moment = Duration.ofNanos((long) (random.nextDouble() * mostMillis * 1_000_000));
        return Flux.from(deed).takeUntilOther(Mono.delay(moment)).then().onErrorResume(error -> Mono.empty());
    }

    @Test
    void deeds_whenCancelledAThousandTimes_thenTheSessionHasAllOfItsChannels() {
        SshSession session = machine.connect(server.ssh()).block(LIMIT);
        session.exec("true").block(LIMIT);
        Set<String> threads = LibraryThreads.withoutLoops();
        List<Function<SshSession, Publisher<?>>> deeds = deeds();

        Flux.range(0, TIMES)
                .flatMap(number -> cut(deeds.get(number % deeds.size()).apply(session), 30), AT_A_TIME)
                .blockLast(LIMIT);

        Mono<List<ExecResult>> tenAtOnce = Flux.range(0, 10)
                .flatMap(number -> session.exec("sleep 0.5; echo hello"))
                .collectList();
        assertThat(tenAtOnce.retryWhen(Retry.backoff(6, Duration.ofMillis(200))).block(LIMIT))
                .hasSize(10)
                .allMatch(result -> result.stdout().equals("hello\n"));
        assertThat(threads).containsAll(LibraryThreads.withoutLoops());
        session.close().block(LIMIT);
        Eventually.holds("no relay connection", LIMIT, CancelStormInteropTest::isQuiet);
    }

    /** Dial, login, work and close, with and without a pool; a place that is lost would hold up the last ones. */
    @Test
    void use_whenCancelledAThousandTimes_thenNoConnectionAndNoPlaceIsLost() {
        Ssh ssh = server.ssh();
        SshPool pool = SshPool.of(ssh).maxSessions(2).idle(Duration.ofMillis(20));
        List<Function<SshSession, Publisher<?>>> deeds = deeds();
        machine.use(ssh, session -> session.exec("true")).block(LIMIT);
        Set<String> threads = LibraryThreads.withoutLoops();

        Flux.range(0, TIMES)
                .flatMap(
                        number -> {
                            Function<SshSession, Publisher<?>> deed = deeds.get(number % deeds.size());
                            return cut(
                                    machine.stream(
                                            number % 3 == 0 ? ssh : pool, session -> Flux.from(deed.apply(session))),
                                    80);
                        },
                        AT_A_TIME)
                .blockLast(LIMIT);

        Eventually.holds("no relay connection", LIMIT, CancelStormInteropTest::isQuiet);
        assertThat(Flux.range(0, AT_A_TIME)
                        .flatMap(number -> machine.connect(ssh))
                        .flatMap(session -> session.exec("echo hello").delayUntil(any -> session.close()))
                        .map(ExecResult::stdout)
                        .collectList()
                        .block(LIMIT))
                .hasSize(AT_A_TIME)
                .containsOnly("hello\n");
        assertThat(threads).containsAll(LibraryThreads.withoutLoops());
    }

    private static boolean isQuiet() {
        return emulator.machine("lin-01").openConnections() == 0;
    }
}
