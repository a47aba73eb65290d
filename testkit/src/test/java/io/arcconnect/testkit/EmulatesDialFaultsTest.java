package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.testkit.internal.Json;
import io.arcconnect.testkit.internal.net.EchoServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The faults of a dial that {@link EmulatesFaultsTest} has not: protocol.md 3.3, 3.12. */
@Timeout(60)
class EmulatesDialFaultsTest {

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private EchoServer echo;
    private ArcEmulator emulator;
    private ArmTester arm;
    private RunningMachine machine;

    @BeforeEach
    void start() throws Exception {
        echo = new EchoServer();
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin").target(22, echo.address()).enabled())
                .machine(EmulatedMachine.linux("foreign").foreignAgent().enabled())
                .start();
        arm = new ArmTester(emulator);
        machine = emulator.machine("lin");
    }

    @AfterEach
    void stop() {
        emulator.close();
        echo.close();
    }

    @ParameterizedTest
    @CsvSource({
        "dial(400), 400 Bad Request",
        "relayTimeout, 408 Request Timeout",
        "relayGone, 410 Gone",
        "relayThrottled, 429 Too Many Requests",
        "listenerFailed, 502 The Listener's custom AcceptHandler threw an exception.",
        "relayUnavailable, 503 Service Unavailable",
    })
    void answer_whenArmed_thenComesOnce(String name, String status) throws Exception {
        machine.faults(Faulty.named(name).once());
        ArmTester.Dialing dialing = arm.dialing(machine);

        assertThat(dialing.dial().status()).startsWith(status);
        assertThat(dialing.dial().status()).startsWith("101 ");
    }

    @ParameterizedTest
    @CsvSource({"200", "403", "502"})
    void page_whenArmed_thenIsHtmlAndIsRecorded(int status) throws Exception {
        machine.faults(Fault.dialHtml(status).once());

        RawWebSocket answer = arm.dialing(machine).dial();

        assertThat(answer.status()).startsWith(status + " ");
        assertThat(answer.responseHeaders()).containsEntry("content-type", "text/html");
        assertThat(emulator.dials()).extracting(RecordedDial::status).containsExactly(status);
    }

    @Test
    void wrongAccept_whenArmed_thenIsTheHashOfAnotherKey() throws Exception {
        machine.faults(Fault.wrongAccept().once());

        RawWebSocket wrong = arm.dialing(machine).dial();
        RawWebSocket right = arm.dialing(machine).dial();

        assertThat(wrong.status()).startsWith("101 ");
        assertThat(wrong.responseHeaders().get("sec-websocket-accept")).isNotEqualTo(accept());
        assertThat(right.responseHeaders().get("sec-websocket-accept")).isEqualTo(accept());
    }

    @Test
    void slowDial_whenArmed_thenIsSilentFirstAndGoodThen() throws Exception {
        machine.faults(Fault.slowDial(Duration.ofMillis(500)).once());

        try (RawWebSocket sender = arm.dialing(machine).ask()) {
            assertThat(emulator.dials()).isEmpty();
            assertThat(sender.awaitAnswer().status()).startsWith("101 ");
            assertThat(sender.send(RawWebSocket.BINARY, HELLO).bytes(5)).isEqualTo(HELLO);
        }
    }

    @Test
    void duplicatedAccept_whenTheAgentIsBuiltIn_thenThePortSeesASecondConnectionThatEnds() throws Exception {
        try (ServerSocket port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port.setSoTimeout(20_000);
            machine.target(22, new InetSocketAddress(port.getInetAddress(), port.getLocalPort()));
            machine.faults(Fault.duplicatedAccept().once());

            try (RawWebSocket sender = arm.dialing(machine).dial();
                    Socket one = port.accept();
                    Socket two = port.accept()) {
                sender.send(RawWebSocket.BINARY, HELLO);
                one.setSoTimeout(20_000);
                two.setSoTimeout(20_000);
                int first = one.getInputStream().read();
                int second = first < 0 ? two.getInputStream().read() : -1;

                assertThat(Math.max(first, second)).isEqualTo('h');
            }
        }
    }

    @Test
    void duplicatedAccept_whenTheAgentIsForeign_thenTheSameAddressComesTwiceAndWorksOnce() throws Exception {
        RunningMachine foreign =
                emulator.machine("foreign").faults(Fault.duplicatedAccept().once());
        try (RawWebSocket listener = RawWebSocket.open(
                emulator.authority(),
                foreign.listenUri(),
                Map.of(
                        "ServiceBusAuthorization",
                        foreign.listenToken(Duration.ofMinutes(5)).reveal()))) {
            assertThat(listener.status()).startsWith("101 ");
            try (RawWebSocket sender = arm.dialing(foreign).ask()) {
                String first = address(listener.frame().text());
                String second = address(listener.frame().text());
                RawWebSocket rendezvous = rendezvous(first);
                RawWebSocket refused = rendezvous(second);

                assertThat(second).isEqualTo(first);
                assertThat(rendezvous.status()).startsWith("101 ");
                assertThat(refused.status()).startsWith("403 ");
                assertThat(sender.awaitAnswer().status()).startsWith("101 ");
                rendezvous.close();
            }
        }
    }

    private RawWebSocket rendezvous(String address) throws Exception {
        return RawWebSocket.open(emulator.authority(), URI.create(address), Map.of());
    }

    private static String address(String accept) {
        return Json.text(Json.child(Json.read(accept), "accept"), "address");
    }

    /** RFC 6455 section 4.2.2. */
    private static String accept() throws Exception {
        String key = Base64.getEncoder().encodeToString(new byte[16]) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.US_ASCII)));
    }
}
