package ops;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.testkit.ArcEmulated;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.Fault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The emulator, and somebody's own WireMock, in one JVM. */
@ArcEmulated(linux = "web-01", windows = "win-01")
class EmulatorBesideWireMockTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final WireMockServer inventory = new WireMockServer(wireMockConfig().dynamicPort());

    @BeforeEach
    void start() {
        inventory.start();
        inventory.stubFor(get(urlEqualTo("/next")).willReturn(ok("web-01")));
    }

    @AfterEach
    void stop() {
        inventory.stop();
    }

    private String next() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(inventory.url("/next"))).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void dial_whenAnotherServiceNamesTheMachine_thenItsSshServerGreets(ArcEmulator emulator, ArcConnect arc)
            throws Exception {
        ArcMachine machine = arc.machine(emulator.machine(next()).id());

        DuplexStream stream = machine.dial(RelayService.ssh()).block(LIMIT);
        ByteBuffer greeting = stream.receive().blockFirst(LIMIT);
        stream.close().block(LIMIT);

        assertThat(StandardCharsets.US_ASCII.decode(greeting).toString()).startsWith("SSH-2.0-");
        assertThat(emulator.dials()).hasSize(1);
        inventory.verify(1, com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor(urlEqualTo("/next")));
    }

    @Test
    void dial_whenTheAgentIsAwayAtFirst_thenItIsWaitedFor(ArcEmulator emulator, ArcConnect arc) {
        emulator.machine("win-01").faults(Fault.noListeners().once());

        DuplexStream stream = arc.machine(emulator.machine("win-01").id())
                .dial(RelayService.ssh())
                .block(LIMIT);
        stream.close().block(LIMIT);

        assertThat(emulator.dials()).hasSize(2);
    }

    @Test
    void state_whenAsked_thenTheMachineIsConnected(ArcEmulator emulator, ArcConnect arc) {
        MachineState state =
                arc.machine(emulator.machine("win-01").id()).state().block(LIMIT);

        assertThat(state.isConnected()).isTrue();
        assertThat(state.isWindows()).isTrue();
    }
}
