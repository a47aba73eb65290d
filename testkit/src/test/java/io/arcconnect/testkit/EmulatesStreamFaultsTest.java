package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The faults of an open connection, seen from both of its ends: protocol.md 3.5, 3.6, 3.12. */
@Timeout(60)
class EmulatesStreamFaultsTest {

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private ServerSocket port;
    private ArcEmulator emulator;
    private ArmTester arm;
    private RunningMachine machine;

    @BeforeEach
    void start() throws Exception {
        port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        port.setSoTimeout(20_000);
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin")
                        .target(22, new InetSocketAddress(port.getInetAddress(), port.getLocalPort()))
                        .enabled())
                .start();
        arm = new ArmTester(emulator);
        machine = emulator.machine("lin");
    }

    @AfterEach
    void stop() throws Exception {
        emulator.close();
        port.close();
    }

    @Test
    void closeLater_whenTheTimeHasCome_thenClosesWithoutTraffic() throws Exception {
        machine.faults(Fault.closeLater(1008, Duration.ofMillis(200)).once());

        try (RawWebSocket sender = arm.dialing(machine).dial()) {
            assertThat(sender.frame().closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void mute_whenArmedAtOnce_thenTheMachineHearsAndIsNotHeard() throws Exception {
        machine.faults(Fault.mute(0).once());

        try (RawWebSocket sender = arm.dialing(machine).dial();
                Socket target = accept()) {
            sender.send(RawWebSocket.BINARY, HELLO).send(RawWebSocket.PING, HELLO);
            target.getOutputStream().write(HELLO);

            assertThat(target.getInputStream().readNBytes(5)).isEqualTo(HELLO);
            assertThat(sender.isSilentFor(300)).isTrue();
        }
    }

    @Test
    void halfOpen_whenArmedAfterBytes_thenTheMachineSeesTheEndAndTheSenderNothing() throws Exception {
        machine.faults(Fault.halfOpen(HELLO.length).once());

        try (RawWebSocket sender = arm.dialing(machine).dial();
                Socket target = accept()) {
            sender.send(RawWebSocket.BINARY, HELLO);
            boolean over = isOver(target);
            sender.send(RawWebSocket.BINARY, HELLO);

            assertThat(over).isTrue();
            assertThat(sender.isSilentFor(300)).isTrue();
        }
    }

    @Test
    void slowReader_whenMoreIsWritten_thenAllArrivesNoFasterThanSaid() throws Exception {
        machine.faults(Fault.slowReader(65_536).once());
        byte[] data = new byte[16_384];

        try (RawWebSocket sender = arm.dialing(machine).dial();
                Socket target = accept()) {
            long start = System.nanoTime();
            for (int i = 0; i < 4; i++) {
                sender.send(RawWebSocket.BINARY, data);
                assertThat(target.getInputStream().readNBytes(data.length)).isEqualTo(data);
            }

            // 0.75 s is the least that it must take: slowness of the computer cannot break it.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(700));
        }
    }

    private Socket accept() throws Exception {
        Socket target = port.accept();
        target.setSoTimeout(20_000);
        return target;
    }

    /** Reads to the end, be it a FIN or a reset. */
    private static boolean isOver(Socket target) throws Exception {
        InputStream in = target.getInputStream();
        try {
            while (in.read() >= 0) {
                // Whatever passed before.
            }
            return true;
        } catch (SocketException reset) {
            return true;
        }
    }
}
