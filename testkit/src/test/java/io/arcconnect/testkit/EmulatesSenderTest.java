package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.testkit.ArmTester.Dialing;
import io.arcconnect.testkit.internal.net.EchoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the relay and the agent answer to a sender: protocol.md 3.1 to 3.6 and 3.11. */
@Timeout(60)
class EmulatesSenderTest {

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private final MutableClock clock = MutableClock.now();
    private EchoServer echo;
    private ArcEmulator emulator;
    private ArmTester arm;
    private RunningMachine machine;

    @BeforeEach
    void start() throws Exception {
        echo = new EchoServer();
        emulator = ArcEmulator.builder()
                .clock(clock)
                .machine(EmulatedMachine.windows("win")
                        .target(22, echo.address())
                        .enabled())
                .machine(EmulatedMachine.windows("slow")
                        .target(22, echo.address())
                        .agentDelay(Duration.ofSeconds(60)))
                .start();
        arm = new ArmTester(emulator);
        machine = emulator.machine("win");
    }

    @AfterEach
    void stop() {
        emulator.close();
        echo.close();
    }

    @Test
    void dial_whenAllIsWell_then101AndBytesPassBothWays() throws Exception {
        byte[] much = new byte[3_000_000];
        new Random(1).nextBytes(much);

        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            assertThat(sender.status()).isEqualTo("101 Switching Protocols");
            assertThat(sender.responseHeaders()).containsEntry("sec-websocket-accept", "ICX+Yqv66kxgM0FcWaLWlFLwTAI=");
            assertThat(sender.send(RawWebSocket.BINARY, HELLO).bytes(5)).isEqualTo(HELLO);
            assertThat(sender.send(RawWebSocket.BINARY, much).bytes(much.length))
                    .isEqualTo(much);
            assertThat(machine.openConnections()).isOne();
        }
    }

    @Test
    void dial_whenAnswered_thenMessagesHoldAtMost32KiB() throws Exception {
        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            sender.send(RawWebSocket.BINARY, new byte[500_000]);
            int total = 0;
            while (total < 500_000) {
                RawWebSocket.Frame frame = sender.frame();
                assertThat(frame.payload().length).isLessThanOrEqualTo(32_768);
                assertThat(frame.masked()).isFalse();
                total += frame.payload().length;
            }
        }
    }

    @Test
    void ping_whenSent_thenAnsweredWithItsPayload() throws Exception {
        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            RawWebSocket.Frame frame = sender.send(RawWebSocket.PING, HELLO).frame();

            assertThat(frame.opcode()).isEqualTo(RawWebSocket.PONG);
            assertThat(frame.payload()).isEqualTo(HELLO);
        }
    }

    @Test
    void dial_whenNothingListensOnThePort_then503WithTheAgentsText() throws Exception {
        machine.closeTarget(22);

        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            assertThat(sender.status())
                    .isEqualTo(
                            "503 connection to localhost:22 failed: dial tcp [::1]:22: connectex: No connection could"
                                    + " be made because the target machine actively refused it.");
        }
    }

    @Test
    void dial_whenRealTargetRefuses_then503AsWell() throws Exception {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            machine.target(22, new InetSocketAddress(InetAddress.getLoopbackAddress(), gone.getLocalPort()));
        }

        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            assertThat(sender.status()).startsWith("503 connection to localhost:22 failed: ");
        }
    }

    @Test
    void dial_whenAgentStops_thenOpenConnectionsAreResetAndDialsFindNoListener() throws Exception {
        try (RawWebSocket open = arm.dialing(machine).dial()) {
            machine.stopAgent();

            assertThatThrownBy(open::frame).isInstanceOf(IOException.class);
        }
        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            assertThat(sender.status())
                    .startsWith("404 There are no listeners connected for the endpoint. TrackingId:"
                            + "11111111-2222-3333-4444-555555555555_G13, SystemTracker:sb://azgn-emulator-1.");
        }
        machine.startAgent();
        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            assertThat(sender.status()).startsWith("101 ");
        }
    }

    @Test
    void dial_whenSetUpJustNow_thenTwoKinds404UntilTheAgentListens() throws Exception {
        RunningMachine slow = emulator.machine("slow");
        arm.enable(slow.id().resourceId(), 22);
        Dialing dialing = arm.dialing(slow);

        String atOnce = dialing.dial().status();
        clock.advance(Duration.ofSeconds(31));
        String later = dialing.dial().status();
        clock.advance(Duration.ofSeconds(30));
        String atLast = dialing.dial().status();

        assertThat(atOnce).startsWith("404 Endpoint does not exist. TrackingId:");
        assertThat(later).startsWith("404 There are no listeners connected");
        assertThat(atLast).startsWith("101 ");
    }

    @Test
    void dial_whenAccessKeyIsBad_then401Or403() throws Exception {
        Dialing good = arm.dialing(machine);
        Dialing other = arm.dialing(machine);
        String key = good.headers().get("ServiceBusAuthorization");

        Map<String, String> answers = new HashMap<>();
        answers.put("missing", good.with("ServiceBusAuthorization", "").dial().status());
        answers.put(
                "forged",
                good.with("ServiceBusAuthorization", key.replaceFirst("&se=\\d+", "&se=9999999999"))
                        .dial()
                        .status());
        answers.put("otherPath", good.withPath(other.path()).dial().status());
        clock.advance(Duration.ofHours(2));
        answers.put("expired", good.dial().status());

        assertThat(answers.get("missing")).startsWith("401 MalformedToken");
        assertThat(answers.get("forged")).startsWith("401 InvalidSignature: The token has an invalid signature.");
        assertThat(answers.get("otherPath")).startsWith("403 ");
        assertThat(answers.get("expired")).startsWith("401 ExpiredToken");
    }

    @Test
    void dial_whenCredentialsHaveAFlaw_thenRefused() throws Exception {
        machine.faults(
                Fault.expiredAccessKey().once(),
                Fault.forgedAccessKey().once(),
                Fault.accessKeyForOtherPath().once(),
                Fault.credentialsWithoutToken().once());

        assertThat(arm.dialing(machine).dial().status()).startsWith("401 ExpiredToken");
        assertThat(arm.dialing(machine).dial().status()).startsWith("401 InvalidSignature");
        assertThat(arm.dialing(machine).dial().status()).startsWith("403 ");
        Dialing withoutToken = arm.dialing(machine);
        assertThat(withoutToken.headers()).containsEntry("Service-Configuration-Token", "");
        assertThat(withoutToken.dial().status()).startsWith("403 ");
    }

    @Test
    void dial_whenPathWasNeverIssued_then404() throws Exception {
        assertThat(arm.dialing(machine).withPath("no/such/path").dial().status())
                .startsWith("404 Endpoint does not exist.");
    }

    @Test
    void dial_whenServiceMovedOrPortDiffers_thenAgentRejects() throws Exception {
        Dialing before = arm.dialing(machine);
        String wrongPort = before.with("Microsoft-Guestgateway-Target", "localhost:3389")
                .dial()
                .status();
        String wrongHost = before.with("Microsoft-Guestgateway-Target", "elsewhere:22")
                .dial()
                .status();
        machine.configureService("SSH", 2222);
        String moved = before.dial().status();
        machine.configureService("SSH", 22);
        machine.incomingConnections(false);
        String switchedOff = before.dial().status();

        assertThat(wrongPort).startsWith("403 port 3389 is not allowed");
        assertThat(wrongHost).startsWith("403 ");
        assertThat(moved).startsWith("403 port 22 is not allowed");
        assertThat(switchedOff).startsWith("403 incoming connections are disabled");
    }

    @Test
    void dial_whenOldNameIsStillValid_thenWorksBesideTheNewOne() throws Exception {
        Dialing first = arm.dialing(machine);
        Dialing second = arm.dialing(machine);

        assertThat(first.dial().status()).startsWith("101 ");
        assertThat(second.dial().status()).startsWith("101 ");
        assertThat(emulator.dials()).hasSize(2).allMatch(dial -> dial.status() == 101);
        assertThat(emulator.dials().toString()).doesNotContain("SharedAccessSignature");
    }

    @Test
    void dial_whenAccessKeyIsInTheQuery_thenTakenFromThere() throws Exception {
        Dialing dialing = arm.dialing(machine);
        String key = dialing.headers().get("ServiceBusAuthorization");
        String query = "&sb-hc-token=" + URLEncoder.encode(key, StandardCharsets.UTF_8);

        try (RawWebSocket sender = RawWebSocket.open(
                emulator.authority(),
                URI.create(dialing.uri("x") + query),
                dialing.with("ServiceBusAuthorization", "").headers())) {
            assertThat(sender.status()).startsWith("101 ");
        }
    }

    @Test
    void dial_whenNotAWebSocketOrActionIsUnknown_thenSaysSo() throws Exception {
        ArmTester.Answer http = arm.get("/$hc/some/path?sb-hc-action=connect");
        RawWebSocket unknown = RawWebSocket.open(
                emulator.authority(),
                URI.create("wss://localhost:" + emulator.endpoint().getPort() + "/$hc/p?sb-hc-action=dance"),
                Map.of());

        assertThat(http.status()).isEqualTo(501);
        assertThat(unknown.status()).startsWith("501 ").contains("does not emulate this sb-hc-action: dance");
        assertThat(emulator.unanswered())
                .satisfiesExactly(
                        first -> assertThat(first).contains("HTTP requests over hybrid connections: GET some/path"),
                        second -> assertThat(second).contains("sb-hc-action"));
    }

    @Test
    void close_whenTargetEnds_thenSenderGets1000AfterTheLastByte() throws Exception {
        try (ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            machine.target(22, new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getLocalPort()));
            try (RawWebSocket sender = arm.dialing(machine).dial()) {
                try (Socket socket = target.accept()) {
                    socket.getOutputStream().write(HELLO);
                }

                assertThat(sender.bytes(5)).isEqualTo(HELLO);
                RawWebSocket.Frame close = sender.frame();
                assertThat(close.opcode()).isEqualTo(RawWebSocket.CLOSE);
                assertThat(close.closeCode()).isEqualTo(1000);
            }
        }
    }

    @Test
    void close_whenSenderCloses_thenEchoedAndTargetSeesItsEnd() throws Exception {
        try (ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            machine.target(22, new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getLocalPort()));
            try (RawWebSocket sender = arm.dialing(machine).dial();
                    Socket socket = target.accept()) {
                socket.setSoTimeout(20_000);
                sender.send(RawWebSocket.BINARY, HELLO).sendClose(1000);

                assertThat(sender.frame().closeCode()).isEqualTo(1000);
                assertThat(socket.getInputStream().readAllBytes()).isEqualTo(HELLO);
            }
        }
    }

    @Test
    void close_whenSenderIsLost_thenTargetIsClosed() throws Exception {
        try (ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            machine.target(22, new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getLocalPort()));
            try (RawWebSocket sender = arm.dialing(machine).dial();
                    Socket socket = target.accept()) {
                socket.setSoTimeout(20_000);
                sender.reset();

                assertThatThrownBy(() -> {
                            if (socket.getInputStream().read() < 0) {
                                throw new IOException("ended");
                            }
                        })
                        .isInstanceOf(IOException.class)
                        .isNotInstanceOf(SocketTimeoutException.class);
            }
        }
    }
}
