package io.arcconnect.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.rdp.ClientExit;
import io.arcconnect.rdp.DesktopClient;
import io.arcconnect.rdp.RdpException;
import io.arcconnect.rdp.RdpReason;
import io.arcconnect.rdp.RdpTunnel;
import io.arcconnect.testkit.FakeMachine;
import io.arcconnect.testkit.FakeRoute;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class FakeRdpTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final FakeMachine machine = FakeMachine.named("win-01");
    private final DesktopClient client = DesktopClient.freeRdp(Path.of("/nowhere/xfreerdp"));

    @Test
    void launch_whenTheClientIsScripted_thenItsEndAndTheFileThatItGot() {
        FakeRdp rdp = FakeRdp.create().user("ada").clientEnds(0);

        ClientExit exit = machine.use(
                        rdp, tunnel -> tunnel.launch(client, tunnel.rdpFile().withUsername("CONTOSO\\ada")))
                .map(ClientExit::orThrow)
                .block(LIMIT);

        assertThat(exit.isOrderly()).isTrue();
        assertThat(rdp.launched()).singleElement().satisfies(file -> {
            assertThat(file.username()).contains("CONTOSO\\ada");
            assertThat(file.content()).contains("127.0.0.1:49389");
        });
        assertThat(rdp.openTunnels()).isZero();
        assertThat(rdp.opened()).containsExactly(machine.id());
    }

    @Test
    void launch_whenNobodySaidAnything_thenAnAssertionErrorNamesIt() {
        RdpTunnel tunnel = FakeRdp.create().open(FakeRoute.to(machine.id())).block(LIMIT);

        assertThatThrownBy(() -> tunnel.launch(client))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("win-01")
                .hasMessageContaining("onLaunch(…)");
        assertThat(tunnel.counts().open()).isZero();
        assertThat(tunnel.connections()).isEmpty();
    }

    @Test
    void refusing_whenThereIsAReason_thenTheLibrarysException() {
        FakeRdp rdp = FakeRdp.create().refusing(RdpReason.TARGET_REFUSED);

        StepVerifier.create(machine.use(rdp, tunnel -> Mono.just("never")))
                .expectErrorSatisfies(refused -> assertThat(refused)
                        .isInstanceOfSatisfying(
                                RdpException.class,
                                known -> assertThat(known.reason()).isEqualTo(RdpReason.TARGET_REFUSED)))
                .verify(LIMIT);
    }

    @Test
    void lose_whenATunnelIsOpen_thenItSaysWhy() {
        FakeRdp rdp = FakeRdp.create();

        StepVerifier.create(machine.use(rdp, RdpTunnel::onClose))
                .then(() -> rdp.lose(new IllegalStateException("cable")))
                .expectErrorMessage("cable")
                .verify(LIMIT);
        assertThat(rdp.openTunnels()).isZero();
    }
}
