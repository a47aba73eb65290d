package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.Route;
import io.arcconnect.spi.event.SessionEvent;
import io.arcconnect.spi.event.SessionEvent.Step;
import io.arcconnect.ssh.SshServerUnderTest.Feature;
import io.arcconnect.ssh.internal.session.MinaLogin;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What holds of a session that lives long, on any server. */
interface LongSessionContract {

    Duration LIMIT = Duration.ofSeconds(60);

    SshServerUnderTest server();

    @Test
    default void keepAlive_whenNobodySaysAnything_thenTheServerAnswersAndTheSessionStays() throws Exception {
        try (MutableSilence door = MutableSilence.before(server().address())) {
            ArcConnect arc = DirectArc.to(door.address());
            Ssh ssh = server().ssh().keepAlive(Duration.ofMillis(20), 1000);
            SshSession session = arc.machine(DirectArc.ID).connect(ssh).block(LIMIT);

            long before = door.heard();
            Eventually.holds("answers", LIMIT, () -> door.heard() > before + 5);

            assertThat(session.exec("echo hello").block(LIMIT).stdout()).isEqualTo("hello\n");
            arc.close().block(LIMIT);
        }
    }

    @Test
    default void pool_whenManyWork_thenTheyShareFewConnections() {
        List<SessionEvent> events = new CopyOnWriteArrayList<>();
        ArcConnect arc = DirectArc.builder(server().address())
                .listener(new ArcConnectListener() {
                    @Override
                    public void onSession(SessionEvent event) {
                        events.add(event);
                    }
                })
                .build();
        ArcMachine machine = arc.machine(DirectArc.ID);
        SshPool pool = SshPool.of(server().ssh())
                .maxSessions(2)
                .usersPerSession(server().features().contains(Feature.PARALLEL_COMMANDS) ? 4 : 1);

        List<String> outputs = Flux.range(0, 40)
                .flatMapSequential(
                        number -> machine.use(
                                pool, session -> session.exec("echo " + number).map(ExecResult::stdout)),
                        16)
                .collectList()
                .block(LIMIT);
        arc.close().block(LIMIT);

        assertThat(outputs)
                .containsExactlyElementsOf(
                        IntStream.range(0, 40).mapToObj(number -> number + "\n").toList());
        assertThat(events).filteredOn(event -> event.step() == Step.OPENED).hasSizeBetween(1, 2);
        assertThat(events)
                .filteredOn(event -> event.step() == Step.CLOSED)
                .hasSameSizeAs(events.stream()
                        .filter(event -> event.step() == Step.OPENED)
                        .toList());
    }

    /** Both directions at once, so that a key exchange meets data on its way. */
    @Test
    default void rekey_whenBytesFlowBothWays_thenEveryOneArrivesInOrder() {
        ArcConnect arc = DirectArc.to(server().address());
        ArcMachine machine = arc.machine(DirectArc.ID);
        Rekeys rekeys = new Rekeys();
        int chunks = 192;

        Long received = machine.connect(route -> {
                    rekeys.begin(route, 1024 * 1024);
                    return server().ssh().open(route);
                })
                .flatMap(session -> session.start(Exec.command("cat").stdin(counting(chunks)))
                        .flatMap(LongSessionContract::inOrder)
                        .delayUntil(count -> session.close()))
                .block(LIMIT);

        assertThat(received).isEqualTo(chunks * 32_768L);
        assertThat(rekeys.count.get()).as("key exchanges").isGreaterThan(4);
        arc.close().block(LIMIT);
    }

    private static Flux<ByteBuffer> counting(int chunks) {
        return Flux.range(0, chunks).map(number -> {
            ByteBuffer chunk = ByteBuffer.allocate(32_768);
            while (chunk.hasRemaining()) {
                chunk.putInt(number * 8192 + chunk.position() / 4);
            }
            return chunk.flip();
        });
    }

    private static Mono<Long> inOrder(RemoteCommand command) {
        long[] at = {0};
        int[] word = {0};
        Mono<Long> read = command.stdout()
                .doOnNext(chunk -> {
                    while (chunk.hasRemaining()) {
                        word[0] = word[0] << 8 | chunk.get() & 0xff;
                        at[0]++;
                        if (at[0] % 4 == 0) {
                            assertThat(word[0]).isEqualTo((int) (at[0] / 4 - 1));
                        }
                    }
                })
                .then(Mono.fromSupplier(() -> at[0]));
        return Mono.zip(read, command.stderr().then(Mono.just("")), command.exit())
                .map(all -> all.getT1());
    }

    /** Makes the client of a route change keys often, and counts. */
    final class Rekeys implements SessionListener {

        final AtomicInteger count = new AtomicInteger();

        void begin(Route route, long bytes) {
            CoreModuleProperties.REKEY_BYTES_LIMIT.set(MinaLogin.client(route), bytes);
            count(route);
        }

        void count(Route route) {
            MinaLogin.client(route).addSessionListener(this);
        }

        @Override
        public void sessionEvent(Session session, Event event) {
            if (event == Event.KeyEstablished) {
                count.incrementAndGet();
            }
        }
    }
}
