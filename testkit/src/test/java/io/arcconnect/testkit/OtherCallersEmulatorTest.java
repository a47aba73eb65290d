package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import io.arcconnect.ArcConnect;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.internal.net.Network;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.event.ArmCallEvent;
import io.arcconnect.spi.event.CredentialsEvent;
import io.arcconnect.testkit.internal.net.EchoServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What {@code ArcConnect.withCredential} shares and what it does not. */
@Timeout(120)
class OtherCallersEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String LIST = "Microsoft.HybridConnectivity/endpoints/listCredentials/action";

    private final EchoServer echo = new EchoServer();
    private final ArcEmulator emulator = ArcEmulator.builder()
            .machine(EmulatedMachine.linux("web-01").target(22, echo.address()).enabled())
            .start();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final ArcConnect arc = emulator.arcConnect()
            .callerLabel("alice")
            .listener(new ArcConnectListener() {
                @Override
                public void onCredentials(CredentialsEvent event) {
                    told.add(event.caller().orElse("nobody") + " " + event.step());
                }
            })
            .build();
    private final MachineId machine = emulator.machine("web-01").id();

    @AfterEach
    void end() {
        arc.close().block(LIMIT);
        emulator.close();
        echo.close();
    }

    private static RelayCredentials credentials(ArcConnect who, MachineId machine) {
        return who.machine(machine)
                .relayCredentials(RelayService.ssh())
                .blockOptional(LIMIT)
                .orElseThrow();
    }

    @Test
    void relayCredentials_whenASecondCallerLacksTheRole_thenForbiddenWhileTheFirstHasALiveEntry() {
        ArcConnect bob = arc.withCredential(emulator.credential("bob").deny(LIST), "bob");
        RelayCredentials first = credentials(arc, machine);

        assertThatThrownBy(() -> credentials(bob, machine))
                .isInstanceOfSatisfying(ControlPlaneException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(ArcReason.ARM_FORBIDDEN);
                    assertThat(refused).hasMessageContaining("'bob'");
                });

        assertThat(credentials(arc, machine)).isSameAs(first);
        arc.close().block(LIMIT);
        assertThat(told).containsExactly("alice ASKED", "alice ISSUED", "bob ASKED", "bob FAILED", "alice CACHED");
    }

    @Test
    void relayCredentials_whenASecondCallerHasTheRole_thenTheirOwn() {
        ArcConnect bob = arc.withCredential(emulator.credential("bob"));

        RelayCredentials first = credentials(arc, machine);
        RelayCredentials second = credentials(bob, machine);

        assertThat(second).isNotEqualTo(first);
        assertThat(emulator.requests(ArmCall.LIST_CREDENTIALS)).hasSize(2);
        assertThat(emulator.credential("bob").requests()).isNotEmpty();
    }

    @Test
    void close_whenAViewIsClosed_thenOnlyWhatItOpenedEnds() {
        ArcConnect bob = arc.withCredential(emulator.credential("bob"));
        DuplexStream ours = arc.machine(machine).dial(RelayService.ssh()).block(LIMIT);
        DuplexStream theirs = bob.machine(machine).dial(RelayService.ssh()).block(LIMIT);
        assertThat(ours).isNotNull();
        assertThat(theirs).isNotNull();

        bob.close().block(LIMIT);

        theirs.onClose().block(LIMIT);
        bob.onClose().block(LIMIT);
        assertThat(Mono.firstWithSignal(ours.onClose().thenReturn("closed"), Mono.just("open"))
                        .block(LIMIT))
                .isEqualTo("open");
        assertThatIllegalStateException().isThrownBy(() -> credentials(bob, machine));
        assertThatIllegalStateException().isThrownBy(() -> bob.withCredential(emulator.credential("carol")));
        assertThat(credentials(arc, machine)).isNotNull();
    }

    @Test
    void close_whenTheParentIsClosed_thenItsViewsAndWhatTheyOpenedAreClosed() {
        ArcConnect bob = arc.withCredential(emulator.credential("bob"));
        ArcConnect carol = bob.withCredential(emulator.credential("carol"));
        DuplexStream theirs = carol.machine(machine).dial(RelayService.ssh()).block(LIMIT);
        assertThat(theirs).isNotNull();

        arc.close().block(LIMIT);

        theirs.onClose().block(LIMIT);
        bob.onClose().block(LIMIT);
        carol.onClose().block(LIMIT);
        assertThatIllegalStateException().isThrownBy(() -> arc.withCredential(emulator.credential("dave")));
    }

    @Test
    void shared_whenTwoCallersUseTheSameKey_thenEachHasItsOwn() {
        ArcConnect bob = arc.withCredential(emulator.credential("bob"));

        Shared ours = shared(arc);
        Shared theirs = shared(bob);

        assertThat(theirs).isNotSameAs(ours);
        assertThat(shared(bob)).isSameAs(theirs);
        bob.close().block(LIMIT);
        assertThat(theirs.isClosed()).isTrue();
        assertThat(ours.isClosed()).isFalse();
    }

    private Shared shared(ArcConnect who) {
        return who.machine(machine)
                .connect(route -> Mono.fromSupplier(() -> route.shared("pool", Shared::new)))
                .blockOptional(LIMIT)
                .orElseThrow();
    }

    @Test
    void withCredential_whenTheFirstCallerBroughtAPipeline_thenTheSecondHasATokenOfTheirOwn() {
        Network network = new Network(List.of(emulator.authority()));
        HttpPipeline pipeline = new HttpPipelineBuilder()
                .httpClient(new NettyAsyncHttpClientBuilder(network.pooled()).build())
                .policies(new BearerTokenAuthenticationPolicy(emulator.credential("carol"), "scope/.default"))
                .build();
        List<ArmCallEvent> calls = new CopyOnWriteArrayList<>();
        ArcConnect theirs = ArcConnect.builder()
                .endpoint(emulator.endpoint())
                .pipeline(pipeline)
                .listener(new ArcConnectListener() {
                    @Override
                    public void onArmCall(ArmCallEvent event) {
                        calls.add(event);
                    }
                })
                .build();

        credentials(theirs, machine);
        ArcConnect bob = theirs.withCredential(emulator.credential("bob").deny(LIST), "bob");

        assertThatThrownBy(() -> credentials(bob, machine)).hasMessageContaining("'bob'");
        theirs.close().block(LIMIT);
        network.end().block(LIMIT);
        assertThat(calls).extracting(ArmCallEvent::call).startsWith("list-credentials", "get-service");
        assertThat(calls).allSatisfy(call -> assertThat(call.clientRequestId()).isPresent());
    }

    @Test
    void withCredential_whenAPortThatActsForTheCallerWasReplaced_thenRefused() {
        ArcConnect other = emulator.arcConnect()
                .ports(ports -> ports.extensionProvisioner((id, extension) -> Mono.empty()))
                .build();

        assertThatIllegalStateException()
                .isThrownBy(() -> other.withCredential(emulator.credential("bob")))
                .withMessageContaining("no effect");
        other.close().block(LIMIT);
    }

    @Test
    void withCredential_whenTheLabelWouldBreakALogLine_thenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> arc.withCredential(emulator.credential("bob"), "bob\nlevel=ERROR"));
    }

    private static final class Shared implements AsyncCloseable {

        private final Sinks.Empty<Void> closed = Sinks.empty();

        boolean isClosed() {
            return closed.scan(reactor.core.Scannable.Attr.TERMINATED) == Boolean.TRUE;
        }

        @Override
        public Mono<Void> close() {
            return Mono.fromRunnable(closed::tryEmitEmpty);
        }

        @Override
        public Mono<Void> onClose() {
            return closed.asMono();
        }
    }
}
