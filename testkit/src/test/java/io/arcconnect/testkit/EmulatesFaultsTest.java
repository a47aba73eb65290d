package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.testkit.RawWebSocket.Frame;
import io.arcconnect.testkit.internal.net.EchoServer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The faults of the relay: protocol.md 3.12. */
@Timeout(60)
class EmulatesFaultsTest {

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private EchoServer echo;
    private ArcEmulator emulator;
    private ArmTester arm;
    private RunningMachine machine;

    @BeforeEach
    void start() throws Exception {
        echo = new EchoServer();
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.windows("win")
                        .target(22, echo.address())
                        .enabled())
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
    void dialAnswers_whenArmedInOrder_thenComeInThatOrder() throws Exception {
        machine.faults(
                Fault.endpointDoesNotExist().once(),
                Fault.noListeners().times(2),
                Fault.tokenExpired().once(),
                Fault.relayForbidden().once(),
                Fault.targetRefused(22).once(),
                Fault.relayError().once(),
                Fault.gatewayTimeout().once());
        ArmTester.Dialing dialing = arm.dialing(machine);

        assertThat(dialing.dial().status()).startsWith("404 Endpoint does not exist. TrackingId:1111");
        assertThat(dialing.dial().status()).startsWith("404 There are no listeners connected for the endpoint. Track");
        assertThat(dialing.dial().status()).startsWith("404 There are no listeners");
        assertThat(dialing.dial().status()).startsWith("401 ");
        assertThat(dialing.dial().status()).startsWith("403 ");
        assertThat(dialing.dial().status()).startsWith("503 connection to localhost:22 failed: ");
        assertThat(dialing.dial().status()).isEqualTo("500 Internal Server Error");
        assertThat(dialing.dial().status()).startsWith("504 ");
        assertThat(dialing.dial().status()).startsWith("101 ");
        assertThat(emulator.dials())
                .extracting(RecordedDial::status)
                .containsExactly(404, 404, 404, 401, 403, 503, 500, 504, 101);
    }

    @Test
    void heldHandshake_whenArmed_thenNoAnswerAndTheDialIsRecordedOnceGivenUp() throws Exception {
        machine.faults(Fault.heldHandshake().once());

        try (RawWebSocket sender = arm.dialing(machine).ask()) {
            assertThat(sender.isSilentFor(300)).isTrue();
        }
        assertThat(arm.dialing(machine).dial().status()).startsWith("101 ");
    }

    @Test
    void dialReset_whenArmed_thenConnectionIsLostBeforeTheAnswer() throws Exception {
        machine.faults(Fault.dialReset().once());

        RawWebSocket sender = arm.dialing(machine).ask();

        assertThatThrownBy(sender::awaitAnswer).isInstanceOf(IOException.class);
    }

    @Test
    void close_whenArmedAtOnce_thenFollowsThe101() throws Exception {
        machine.faults(Fault.close(1011, 0).once());

        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            assertThat(sender.status()).startsWith("101 ");
            assertThat(sender.frame().closeCode()).isEqualTo(1011);
        }
    }

    @Test
    void close_whenArmedAfterBytes_thenTheyPassFirst() throws Exception {
        machine.faults(Fault.close(1008, 2 * HELLO.length).once());

        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            assertThat(sender.send(RawWebSocket.BINARY, HELLO).bytes(5)).isEqualTo(HELLO);
            assertThat(sender.frame().closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void close_whenAMessageWouldExceedTheBytes_thenItDoesNotPass() throws Exception {
        machine.faults(Fault.close(1011, 2 * HELLO.length - 1).once());

        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            sender.send(RawWebSocket.BINARY, HELLO);
            assertThat(sender.frame().closeCode()).isEqualTo(1011);
        }
    }

    @Test
    void mute_whenAMessageWouldExceedTheBytes_thenItDoesNotPass() throws Exception {
        machine.faults(Fault.mute(2 * HELLO.length - 1).once());

        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            assertThat(sender.send(RawWebSocket.BINARY, HELLO).isSilentFor(300)).isTrue();
        }
    }

    @Test
    void reset_whenArmedAfterBytes_thenConnectionIsLostWithoutCloseFrame() throws Exception {
        machine.faults(Fault.reset(2 * HELLO.length).once());

        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            sender.send(RawWebSocket.BINARY, HELLO);
            assertThatThrownBy(() -> {
                        sender.bytes(5);
                        sender.frame();
                    })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void oneByteFrames_whenArmed_thenEveryFrameHoldsOne() throws Exception {
        machine.faults(Fault.oneByteFrames());

        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            sender.send(RawWebSocket.BINARY, HELLO);
            for (byte expected : HELLO) {
                assertThat(sender.frame().payload()).containsExactly(expected);
            }
        }
    }

    @Test
    void longLengths_whenArmed_thenShortFramesHave64BitLengths() throws Exception {
        machine.faults(Fault.longLengths());

        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            Frame frame = sender.send(RawWebSocket.BINARY, HELLO).frame();

            assertThat(frame.lengthBits()).isEqualTo(64);
            assertThat(frame.payload()).isEqualTo(HELLO);
        }
    }

    @Test
    void fragments_whenArmed_thenAPingComesInBetween() throws Exception {
        machine.faults(Fault.fragments());

        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            sender.send(RawWebSocket.BINARY, HELLO);
            Frame first = sender.frame();
            Frame ping = sender.frame();
            Frame second = sender.frame();
            Frame third = sender.frame();

            assertThat(first.last()).isFalse();
            assertThat(first.opcode()).isEqualTo(RawWebSocket.BINARY);
            assertThat(ping.opcode()).isEqualTo(RawWebSocket.PING);
            assertThat(second.opcode()).isEqualTo(RawWebSocket.CONTINUATION);
            assertThat(third.last()).isTrue();
            assertThat(first.text() + second.text() + third.text()).isEqualTo("hello");
        }
    }

    @Test
    void otherFrames_whenArmed_thenTextOrMasked() throws Exception {
        machine.faults(Fault.textFrames().once());
        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            assertThat(sender.send(RawWebSocket.BINARY, HELLO).frame().opcode()).isEqualTo(RawWebSocket.TEXT);
        }
        machine.faults(Fault.maskedFrames().once());
        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            assertThat(sender.send(RawWebSocket.BINARY, HELLO).frame().masked()).isTrue();
        }
    }

    @Test
    void pings_whenArmed_thenComeWithoutTraffic() throws Exception {
        machine.faults(Fault.pings());

        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            for (int i = 0; i < 3; i++) {
                assertThat(sender.frame().opcode()).isEqualTo(RawWebSocket.PING);
                sender.send(RawWebSocket.PONG, new byte[0]);
            }
        }
    }

    @Test
    void blackHole_whenArmedAfterBytes_thenNothingComesBackNotEvenAPong() throws Exception {
        machine.faults(Fault.blackHole(2 * HELLO.length));

        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            assertThat(sender.send(RawWebSocket.BINARY, HELLO).bytes(5)).isEqualTo(HELLO);
            sender.send(RawWebSocket.BINARY, HELLO).send(RawWebSocket.PING, HELLO);

            assertThat(sender.isSilentFor(300)).isTrue();
        }
    }
}
