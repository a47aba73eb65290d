package ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.ArcConnect;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayService;
import io.arcconnect.testkit.FakeHybridCompute;
import io.arcconnect.testkit.FakeHybridConnectivity;
import io.arcconnect.testkit.FakeMachine;
import io.arcconnect.testkit.FakeRelayDialer;
import io.arcconnect.testkit.RecordingListener;
import io.arcconnect.testkit.TestCredential;
import io.arcconnect.spi.event.DialFailedEvent;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A real ArcConnect between ports that are a script. */
class FakePortsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final MachineId WEB = FakeMachine.named("web-01").id();

    private final FakeHybridConnectivity connectivity =
            FakeHybridConnectivity.create().enabled(RelayService.ssh());
    private final FakeRelayDialer relay = FakeRelayDialer.create().refuses(ArcReason.RELAY_TARGET_REFUSED);
    private final RecordingListener heard = RecordingListener.create();
    private final ArcConnect arc = ArcConnect.builder()
            .credential(TestCredential.create())
            .listener(heard)
            .ports(ports -> ports.hybridConnectivity(connectivity)
                    .hybridCompute(FakeHybridCompute.create().machines(FakeMachine.connected(WEB)))
                    .relayDialer(relay))
            .build();

    @AfterEach
    void close() {
        arc.close().block(LIMIT);
    }

    @Test
    void dial_whenTheFakeRelayRefuses_thenOnceWithTheReason() {
        assertThatThrownBy(() -> arc.machine(WEB).dial(RelayService.ssh()).block(LIMIT))
                .isInstanceOfSatisfying(
                        ArcConnectException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(ArcReason.RELAY_TARGET_REFUSED));
        assertThat(relay.calls()).hasSize(1);
        assertThat(heard.next(DialFailedEvent.class).block(LIMIT)).isNotNull();
    }

    @Test
    void dial_whenTheRoleIsMissing_thenNothingIsDialed() {
        connectivity.onListCredentials((machine, service) -> Mono.error(new ControlPlaneException(
                Failure.of(ArcReason.ARM_FORBIDDEN, Stage.CREDENTIALS, "the role is missing").on(machine))));

        assertThatThrownBy(() -> arc.machine(WEB).dial(RelayService.ssh()).block(LIMIT))
                .isInstanceOf(ControlPlaneException.class);
        assertThat(relay.calls()).isEmpty();
    }

    @Test
    void extensions_whenNobodySaidAnything_thenAnAssertionErrorNamesTheCall() {
        assertThatThrownBy(() -> arc.machine(WEB).extensions().collectList().block(LIMIT))
                .hasStackTraceContaining("unexpected call on the fake HybridComputeApi: listExtensions(web-01)")
                .hasStackTraceContaining("onListExtensions(…)");
    }
}
