package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.ArcMachine;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** User code against a machine without network. */
class FakeMachineTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    /** A user's own session. */
    private static final class Telnet implements AsyncCloseable {
        private final AtomicInteger closes = new AtomicInteger();

        Mono<String> ask(String question) {
            return Mono.just(question + "!");
        }

        @Override
        public Mono<Void> close() {
            return Mono.fromRunnable(closes::incrementAndGet);
        }

        @Override
        public Mono<Void> onClose() {
            return Mono.never();
        }
    }

    /** A user's own protocol. */
    private record TelnetProtocol(String user) implements Protocol<Telnet> {
        @Override
        public Mono<Telnet> open(Route route) {
            return Mono.error(new AssertionError("a fake machine opens nothing"));
        }
    }

    /** The code under test: it sees nothing but the interface. */
    private static Mono<String> greet(ArcMachine machine) {
        return machine.use(new TelnetProtocol("ada"), telnet -> telnet.ask("hello"));
    }

    @Test
    void use_whenSessionIsGiven_thenWorkRunsOnItAndItIsClosed() {
        Telnet telnet = new Telnet();
        FakeMachine machine = FakeMachine.named("web-01").session(TelnetProtocol.class, telnet);

        assertThat(greet(machine).block(SOON)).isEqualTo("hello!");

        assertThat(telnet.closes).hasValue(1);
        assertThat(machine.openSessions()).isZero();
        assertThat(machine.calls()).containsExactly("use(TelnetProtocol)");
        assertThat(machine.id().name()).isEqualTo("web-01");
    }

    @Test
    void use_whenWorkFailsOrIsCancelled_thenSessionIsClosedAllTheSame() {
        Telnet telnet = new Telnet();
        FakeMachine machine = FakeMachine.named("web-01").session(TelnetProtocol.class, telnet);
        TelnetProtocol protocol = new TelnetProtocol("ada");

        assertThatThrownBy(() -> machine.use(protocol, open -> Mono.error(new IllegalStateException("own")))
                        .block(SOON))
                .hasMessage("own");
        machine.stream(protocol, open -> Flux.never()).subscribe().dispose();

        assertThat(telnet.closes).hasValue(2);
        assertThat(machine.openSessions()).isZero();
    }

    @Test
    void use_whenOpenFails_thenTheFailureIsPassedOn() {
        RelayException refused =
                new RelayException(Failure.of(ArcReason.RELAY_LISTENER_NOT_FOUND, Stage.DIAL, "no agent is listening"));
        FakeMachine machine = FakeMachine.named("web-01").sessionFails(TelnetProtocol.class, refused);

        assertThatThrownBy(() -> greet(machine).block(SOON)).isSameAs(refused);
    }

    @Test
    void use_whenSessionIsForEveryProtocol_thenGivenLast() {
        Telnet own = new Telnet();
        Telnet any = new Telnet();
        FakeMachine machine = FakeMachine.named("web-01").session(any).session(new TelnetProtocol("ada"), own);
        FakeMachine offline = FakeMachine.named("web-02").unreachable(new IllegalStateException("offline"));

        assertThat(machine.connect(new TelnetProtocol("ada")).block(SOON)).isSameAs(own);
        assertThat(machine.connect(new TelnetProtocol("bob")).block(SOON)).isSameAs(any);
        assertThatThrownBy(() -> greet(offline).block(SOON)).hasMessage("offline");
    }

    @Test
    void session_whenGivenForOneValue_thenOnlyThatValueGetsIt() {
        Telnet ada = new Telnet();
        Telnet any = new Telnet();
        FakeMachine machine =
                FakeMachine.named("web-01").session(TelnetProtocol.class, any).session(new TelnetProtocol("ada"), ada);

        assertThat(machine.connect(new TelnetProtocol("ada")).block(SOON)).isSameAs(ada);
        assertThat(machine.connect(new TelnetProtocol("bob")).block(SOON)).isSameAs(any);
        assertThat(machine.calls()).containsExactly("connect(TelnetProtocol)", "connect(TelnetProtocol)");
    }

    @Test
    void anyCall_whenNothingWasSaid_thenAssertionErrorNamesIt() {
        FakeMachine machine = FakeMachine.named("web-01");

        assertThatThrownBy(() -> greet(machine))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("unexpected call on the fake machine web-01: use(TelnetProtocol)");
        assertThatThrownBy(() -> machine.dial(RelayService.ssh()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("dial(SSH:22); say what it does with dialing(…)");
        assertThatThrownBy(() -> machine.provision(ExtensionSpec.openSshForWindows()))
                .isInstanceOf(AssertionError.class);
        assertThat(machine.state().blockOptional(SOON).orElseThrow().isConnected())
                .isTrue();
        assertThat(machine.extensions().collectList().block(SOON)).isEmpty();
    }

    @Test
    void dial_whenAnswered_thenStreamIsTheTestsOwn() {
        DuplexStreams.Pair pair = DuplexStreams.pair();
        FakeMachine machine = FakeMachine.named("web-01").dialing(service -> Mono.just(pair.left()));

        DuplexStream stream = machine.dial(RelayService.ssh()).block(SOON);

        assertThat(stream).isSameAs(pair.left());
        assertThat(machine.calls()).containsExactly("dial(SSH:22)");
    }

    @Test
    void fakeProtocol_whenOpened_thenRemembersWhereAndWhat() {
        Telnet telnet = new Telnet();
        FakeProtocol<Telnet> protocol = FakeProtocol.of(telnet);
        FakeRoute route = FakeRoute.to(FakeMachine.named("web-01").id());

        assertThat(protocol.open(route).block(SOON)).isSameAs(telnet);

        assertThat(protocol.opens()).containsExactly(route.machine());
        assertThat(protocol.sessions()).containsExactly(telnet);
        assertThatThrownBy(() -> FakeProtocol.failing(new IllegalStateException("own"))
                        .open(route)
                        .block(SOON))
                .hasMessage("own");
    }

    @Test
    void fakeRoute_whenDialed_thenRecordsAndSharesOnce() {
        DuplexStreams.Pair pair = DuplexStreams.pair();
        FakeRoute route = FakeRoute.to(FakeMachine.named("web-01").id()).dialing(service -> Mono.just(pair.left()));
        Telnet shared = route.shared("key", Telnet::new);

        assertThat(route.dial(RelayService.ssh(2222)).block(SOON)).isSameAs(pair.left());
        assertThat(route.shared("key", Telnet::new)).isSameAs(shared);
        route.closeShared().block(SOON);

        assertThat(route.dials()).containsExactly(RelayService.ssh(2222));
        assertThat(shared.closes).hasValue(1);
        assertThatThrownBy(() ->
                        FakeRoute.to(route.machine()).dial(RelayService.ssh()).block(SOON))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("dial(SSH:22)");
    }
}
