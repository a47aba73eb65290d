package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.model.Secret;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.ActionEndedEvent;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.spi.event.SessionEvent;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.tunnel.LocalPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/** Forwards over a relay that loses connections, and what is told of them. */
@Timeout(180)
class ForwardEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<ArcEvent> events = new CopyOnWriteArrayList<>();
    private AnsweringTarget target;
    private ArcEmulator emulator;
    private ArcConnect arc;
    private ArcMachine machine;
    private Forward forward;

    @BeforeEach
    void start() throws IOException {
        target = AnsweringTarget.onTcp();
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .ssh(EmbeddedSsh.create().password("ada", "pw").forward("target", 7, target.address()))
                        .enabled())
                .start();
        arc = emulator.arcConnect()
                .listener(new ArcConnectListener() {
                    @Override
                    public void onEvent(ArcEvent event) {
                        events.add(event);
                    }
                })
                .build();
        machine = arc.machine(emulator.machine("lin-01").id());
        forward = Forward.over(Ssh.as("ada")
                .identity(SshIdentity.password(Secret.of("pw")))
                .hostKeys(HostKeys.pinned(emulator.machine("lin-01").hostKeyFingerprint())));
    }

    @AfterEach
    void stop() throws IOException {
        arc.close().block(LIMIT);
        emulator.close();
        target.close();
    }

    @Test
    void to_whenTheSessionIsLost_thenTheForwardEndsWithTheCause() throws Exception {
        LocalPort open = machine.connect(forward.to("target", 7)).block(LIMIT);

        emulator.machine("lin-01").dropConnections();

        assertThatThrownBy(() -> open.onClose().block(LIMIT)).isInstanceOf(ArcConnectException.class);
        Asking.awaitRefusal(port(open));
    }

    @Test
    void keepListening_whenTheSessionIsLost_thenTheNextConnectionsDialAnewAndOnce() throws Exception {
        LocalPort open =
                machine.connect(forward.to("target", 7).keepListening()).block(LIMIT);
        String before = Asking.port(port(open), "before");

        emulator.machine("lin-01").dropConnections();
        Eventually.holds("the loss is known", LIMIT, () -> sessions(SessionEvent.Step.LOST) == 1);
        List<String> after = Flux.range(0, 8)
                .flatMapSequential(i -> Mono.fromCallable(() -> Asking.port(port(open), "after " + i))
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block(LIMIT);

        assertThat(before).isEqualTo("before");
        assertThat(after).hasSize(8).allMatch(answer -> answer.startsWith("after "));
        assertThat(sessions(SessionEvent.Step.OPENED)).isEqualTo(2);
        open.close().block(LIMIT);
        open.onClose().block(LIMIT);
        Eventually.holds(
                "no relay connection", LIMIT, () -> emulator.machine("lin-01").openConnections() == 0);
    }

    @Test
    void keepListening_whenAForwardFromTheMachineLosesItsSession_thenTheMachineListensAgainAtTheSamePort()
            throws Exception {
        RemotePort open =
                machine.connect(forward.toHandler(Asking::chat).keepListening()).block(LIMIT);
        int port = open.port().orElseThrow();
        String before = Asking.chat(port, "before");

        emulator.machine("lin-01").dropConnections();

        awaitService(port);
        assertThat(before).isEqualTo("BEFORE");
        assertThat(open.port()).hasValue(port);
        assertThat(sessions(SessionEvent.Step.OPENED)).isGreaterThan(1);
        open.close().block(LIMIT);
        open.onClose().block(LIMIT);
        Asking.awaitRefusal(port);
        Eventually.holds(
                "no relay connection", LIMIT, () -> emulator.machine("lin-01").openConnections() == 0);
    }

    @Test
    void toHandler_whenTheSessionIsLost_thenTheForwardEndsWithTheCause() {
        RemotePort open = machine.connect(forward.toHandler(Asking::chat)).block(LIMIT);

        emulator.machine("lin-01").dropConnections();

        assertThatThrownBy(() -> open.onClose().block(LIMIT)).isInstanceOf(ArcConnectException.class);
    }

    @Test
    void keepListening_whenOnSomebodyElsesSession_thenRefused() {
        Mono<LocalPort> opening = machine.use(
                session(), session -> forward.socks().keepListening().on(session));

        assertThatThrownBy(() -> opening.block(LIMIT)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void socks_whenAConnectionEnds_thenTheAuditSaysWhoReachedWhat() throws Exception {
        LocalPort open = machine.connect(forward.socks())
                .contextWrite(Context.of("request", "r-1"))
                .block(LIMIT);
        try (Socket socket = new Socket(new Proxy(Proxy.Type.SOCKS, open.localAddress()))) {
            socket.connect(InetSocketAddress.createUnresolved("target", 7));
            Asking.over(socket, "question");
        }

        Eventually.holds("it is told", LIMIT, () -> !ended("forward").isEmpty());

        ActionEndedEvent event = ended("forward").get(0);
        assertThat(event.action().target()).hasValue("target:7");
        assertThat(event.action().user()).hasValue("ada");
        assertThat(event.bytesIn()).isEqualTo(8);
        assertThat(event.bytesOut()).isEqualTo(8);
        assertThat(event.outcome()).hasToString("completed");
        assertThat(event.context().<String>get("request")).isEqualTo("r-1");
        open.close().block(LIMIT);
    }

    @Test
    void socks_whenSomethingElseIsSpoken_thenTheAuditSaysSo() throws Exception {
        LocalPort open = machine.connect(forward.socks()).block(LIMIT);

        Asking.port(port(open), "GET / HTTP/1.1\r\n\r\n");

        Eventually.holds("it is told", LIMIT, () -> !ended("forward").isEmpty());
        assertThat(ended("forward").get(0).outcome()).hasToString("failed forward.not_socks");
        assertThat(ended("forward").get(0).action().user()).hasValue("ada");
        open.close().block(LIMIT);
    }

    @Test
    void to_whenTheTargetRefuses_thenTheAuditSaysSoOnce() throws Exception {
        LocalPort open = machine.connect(forward.to("nobody", 9)).block(LIMIT);

        Asking.port(port(open), "");

        Eventually.holds("it failed", LIMIT, () -> open.counts().failed() == 1);
        open.close().block(LIMIT);
        arc.close().block(LIMIT);
        assertThat(ended("forward")).hasSize(1).allSatisfy(event -> {
            assertThat(event.outcome()).hasToString("failed stream.target_refused");
            assertThat(event.action().target()).hasValue("nobody:9");
        });
    }

    @Test
    void toHere_whenNothingListensHere_thenTheAuditSaysSoOnce() throws Exception {
        RemotePort open = machine.connect(forward.toHere("127.0.0.1", 1)).block(LIMIT);

        Asking.chat(open.port().orElseThrow(), "x");

        Eventually.holds("it failed", LIMIT, () -> open.counts().failed() == 1);
        String address = open.address();
        open.close().block(LIMIT);
        arc.close().block(LIMIT);
        assertThat(ended("remote_forward")).hasSize(1).allSatisfy(event -> {
            assertThat(event.outcome()).hasToString("failed forward.target_unreachable");
            assertThat(event.action().target()).hasValue(address);
        });
    }

    @Test
    void close_whenTheArcConnectIsClosed_thenForwardsEndToo() throws Exception {
        LocalPort open =
                machine.connect(forward.to("target", 7).keepListening()).block(LIMIT);

        arc.close().block(LIMIT);

        open.onClose().onErrorComplete().block(LIMIT);
        Asking.awaitRefusal(port(open));
    }

    private Ssh session() {
        return Ssh.as("ada")
                .identity(SshIdentity.password(Secret.of("pw")))
                .hostKeys(HostKeys.pinned(emulator.machine("lin-01").hostKeyFingerprint()));
    }

    private static int port(LocalPort open) {
        return open.localAddress().getPort();
    }

    private long sessions(SessionEvent.Step step) {
        return events.stream()
                .filter(event -> event instanceof SessionEvent session && session.step() == step)
                .count();
    }

    private List<ActionEndedEvent> ended(String kind) {
        return events.stream()
                .filter(ActionEndedEvent.class::isInstance)
                .map(ActionEndedEvent.class::cast)
                .filter(event -> event.action().kind().equals(kind))
                .toList();
    }

    /** Until the machine listens again, connections are refused, or end, or are left hanging by the server's old session. */
    private static void awaitService(int port) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                if (Asking.chat(port, "x", 1_000).equals("X")) {
                    return;
                }
            } catch (IOException notYet) {
                Mono.delay(Duration.ofMillis(50)).block(LIMIT);
            }
        }
        throw new AssertionError("nobody serves port " + port);
    }
}
