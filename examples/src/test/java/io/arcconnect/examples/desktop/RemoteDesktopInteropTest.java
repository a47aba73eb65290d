package io.arcconnect.examples.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.model.Secret;
import io.arcconnect.rdp.ClientExit;
import io.arcconnect.rdp.DesktopClient;
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
import reactor.core.publisher.Mono;

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
    void launch_whenAPersonTypes_thenTheRemoteTerminalWritesItAndTheTunnelLivesUntilTheySignOut() throws Exception {
        try (RealDesktop desktop = RealDesktop.start(Files.createDirectory(own.resolve("there")), Colour.BLUE);
                ClientScreen screen = ClientScreen.start(Files.createDirectory(own.resolve("here")))) {
            DesktopClient freeRdp = client(screen);
            CompletableFuture<ClientExit> client = there.machine()
                    .use(rdp(desktop), tunnel -> tunnel.launch(freeRdp, file(tunnel)))
                    .toFuture();
            screen.awaitFilledWith(Colour.BLUE, client);

            screen.type("typed far away 1");

            assertThat(desktop.awaitLine("typed far away 1")).containsExactly("typed far away 1");
            BufferedImage picture = screen.picture(PICTURES.resolve("typed.png"));
            assertThat(colours(picture)).isGreaterThan(1);
            assertThat(ProcessHandle.current()
                            .descendants()
                            .map(process -> process.info().commandLine().orElse("")))
                    .anyMatch(command -> command.contains("/from-stdin"))
                    .noneMatch(command -> command.contains(RealDesktop.PASSWORD));
            desktop.signOut();
            ClientExit exit = client.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(exit.orThrow().meaning()).contains("the user logged off");
        }
    }

    @Test
    void launch_whenTheRelayConnectionIsCut_thenTheClientComesBackToTheSameDesktopAtTheSamePort() throws Exception {
        try (RealDesktop desktop = RealDesktop.start(Files.createDirectory(own.resolve("there")), Colour.BLUE);
                ClientScreen screen = ClientScreen.start(Files.createDirectory(own.resolve("here")))) {
            RdpTunnel tunnel = there.machine().connect(rdp(desktop)).block(LIMIT);
            int port = tunnel.localAddress().getPort();
            CompletableFuture<ClientExit> client =
                    tunnel.launch(client(screen), file(tunnel)).toFuture();
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
            ClientExit exit = client.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(exit.orThrow().meaning()).contains("it was ended because the tunnel was closed");
        }
    }

    private static Rdp rdp(RealDesktop desktop) {
        return Rdp.over(there.ssh()).targetPort(desktop.address().getPort());
    }

    private static RdpFile file(RdpTunnel tunnel) {
        return tunnel.rdpFile().withUsername("na").withDisplay(RdpDisplay.window(800, 600));
    }

    private static DesktopClient client(ClientScreen screen) throws Exception {
        return screen.client()
                .withPassword(Mono.just(Secret.of(RealDesktop.PASSWORD)))
                .withArguments("/auto-reconnect-max-retries:20");
    }

    private static long colours(BufferedImage picture) {
        return IntStream.range(0, picture.getWidth() * picture.getHeight())
                .map(place -> picture.getRGB(place % picture.getWidth(), place / picture.getWidth()))
                .distinct()
                .count();
    }
}
