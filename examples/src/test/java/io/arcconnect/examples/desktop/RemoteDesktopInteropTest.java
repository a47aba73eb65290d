package io.arcconnect.examples.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.rdp.CertificateCheck;
import io.arcconnect.rdp.ClientExit;
import io.arcconnect.rdp.Rdp;
import io.arcconnect.rdp.RdpDisplay;
import io.arcconnect.rdp.RdpFile;
import io.arcconnect.rdp.RdpTunnel;
import io.arcconnect.spi.event.DisconnectedEvent;
import io.arcconnect.spi.event.TunnelEvent;
import io.arcconnect.spi.event.TunnelEvent.Step;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at a screen, FreeRDP, our tunnel, the relay, OpenSSH's server, xrdp, and a desktop with a terminal. */
@Tag("interop")
class RemoteDesktopInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What a run leaves for people to look at. */
    private static final Path PICTURES = Path.of("target", "desktop");

    @TempDir
    static Path folder;

    private static RealMachine there;

    @TempDir
    Path own;

    @BeforeAll
    static void start() throws Exception {
        there = RealMachine.start(folder);
    }

    @AfterAll
    static void stop() {
        if (there != null) {
            there.close();
        }
    }

    @Test
    void use_whenAPersonTypes_thenTheRemoteTerminalWritesItAndTheScreenShowsTheDesktop() throws Exception {
        try (RealDesktop desktop = RealDesktop.start(Files.createDirectory(own.resolve("there")), Colour.BLUE);
                ClientScreen screen = ClientScreen.start(Files.createDirectory(own.resolve("here")))) {
            RdpTunnel tunnel = open(desktop);
            CompletableFuture<ClientExit> client = launch(tunnel, screen);
            screen.awaitFilledWith(Colour.BLUE, client);

            screen.type("typed far away 1");

            assertThat(desktop.awaitLine("typed far away 1")).containsExactly("typed far away 1");
            BufferedImage picture = screen.picture(PICTURES.resolve("typed.png"));
            assertThat(colours(picture)).isGreaterThan(1);
            tunnel.close().block(LIMIT);
            client.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void use_whenTheRelayConnectionIsCut_thenTheClientComesBackToTheSameDesktopAtTheSamePort() throws Exception {
        try (RealDesktop desktop = RealDesktop.start(Files.createDirectory(own.resolve("there")), Colour.BLUE);
                ClientScreen screen = ClientScreen.start(Files.createDirectory(own.resolve("here")))) {
            RdpTunnel tunnel = open(desktop);
            int port = tunnel.localAddress().getPort();
            CompletableFuture<ClientExit> client = launch(tunnel, screen);
            screen.awaitFilledWith(Colour.BLUE, client);
            screen.type("before the cut");
            desktop.awaitLine("before the cut");

            there.dropConnections();
            DisconnectedEvent cut = there.events(DisconnectedEvent.class)
                    .filter(event -> event.loss().isPresent())
                    .blockFirst(LIMIT);
            desktop.fill(Colour.PLUM); // seen only by a client that is there again
            screen.awaitFilledWith(Colour.PLUM, client);
            screen.type("after the cut");

            assertThat(desktop.awaitLine("after the cut")).containsExactly("before the cut", "after the cut");
            screen.picture(PICTURES.resolve("came-back.png"));
            assertThat(cut.origin().machine()).contains(there.machine().id());
            assertThat(there.events(TunnelEvent.class)
                            .filter(event -> event.localPort() == port)
                            .map(TunnelEvent::step)
                            .take(3)
                            .collectList()
                            .block(LIMIT))
                    .containsExactly(Step.OPENED, Step.CARRIER_LOST, Step.CARRIER_RENEWED);
            assertThat(tunnel.localAddress().getPort()).isEqualTo(port);
            tunnel.close().block(LIMIT);
            client.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static RdpTunnel open(RealDesktop desktop) {
        return there.machine()
                .connect(Rdp.over(there.ssh()).targetPort(desktop.address().getPort()))
                .block(LIMIT);
    }

    /** As a person who has never seen this desktop's certificate and does not mind: xrdp's is made for this test. */
    private static CompletableFuture<ClientExit> launch(RdpTunnel tunnel, ClientScreen screen) throws Exception {
        RdpFile file = tunnel.rdpFile()
                .withUsername("na")
                .withDisplay(RdpDisplay.window(800, 600))
                .withCertificateCheck(CertificateCheck.NOT_CHECKED);
        return tunnel.launch(screen.client(), file).toFuture();
    }

    private static long colours(BufferedImage picture) {
        return IntStream.range(0, picture.getWidth() * picture.getHeight())
                .map(place -> picture.getRGB(place % picture.getWidth(), place / picture.getWidth()))
                .distinct()
                .count();
    }
}
