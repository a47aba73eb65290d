package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcMachine;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Protocol;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class FakeMachineTest {

    private static final Duration BOUND = Duration.ofSeconds(10);

    private final Counted session = new Counted();
    private final Protocol<Counted> protocol = route -> Mono.error(new AssertionError("a fake machine opens nothing"));
    private final ArcMachine machine = FakeMachine.named("web-01").session(session);

    @Test
    void use_whenTheWorkEnds_thenTheSessionIsClosedOnceHoweverItEnds() {
        machine.use(protocol, open -> Mono.just(open)).block(BOUND);
        machine.use(protocol, open -> Mono.error(new IllegalStateException("on purpose")))
                .onErrorComplete()
                .block(BOUND);
        machine.use(protocol, open -> Mono.never()).subscribe().dispose();
        machine.stream(protocol, open -> Flux.just(1, 2)).blockLast(BOUND);

        assertThat(session.closes).hasValue(4);
    }

    @Test
    void use_whenUnreachable_thenThatError() {
        ArcMachine offline = FakeMachine.named("web-01").unreachable(new IllegalStateException("offline"));

        StepVerifier.create(offline.use(protocol, open -> Mono.just(1)))
                .expectErrorMessage("offline")
                .verify(BOUND);
    }

    @Test
    void anythingElse_whenNotTold_thenSaysWhatIsMissing() {
        StepVerifier.create(machine.provision(ExtensionSpec.openSshForWindows()))
                .expectError(UnsupportedOperationException.class)
                .verify(BOUND);
        StepVerifier.create(machine.relayCredentials(RelayService.ssh()))
                .expectErrorMessage("this FakeMachine was given no relay credentials")
                .verify(BOUND);
        StepVerifier.create(FakeMachine.named("web-02").connect(protocol))
                .expectErrorMessage("this FakeMachine was given no session")
                .verify(BOUND);
        assertThat(machine.state().blockOptional(BOUND).orElseThrow().isConnected())
                .isTrue();
    }

    private static final class Counted implements AsyncCloseable {

        private final AtomicInteger closes = new AtomicInteger();

        @Override
        public Mono<Void> close() {
            return Mono.fromRunnable(closes::incrementAndGet);
        }

        @Override
        public Mono<Void> onClose() {
            return Mono.never();
        }
    }
}
