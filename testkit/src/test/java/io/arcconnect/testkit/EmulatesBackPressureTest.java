package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.testkit.internal.Json;
import io.arcconnect.testkit.internal.net.EchoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who does not read slows the other side down, and a delay only delays: protocol.md 3.5 and 3.12. */
@Timeout(60)
@ExtendWith(LeakGuard.class)
class EmulatesBackPressureTest {

    private static final int MUCH = 40 << 20;
    private static final int CHUNK = 1 << 16;

    @Test
    void sender_whenItDoesNotRead_thenTargetStalls_andNothingIsLostLater() throws Exception {
        try (ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ArcEmulator emulator = emulator(target)) {
            try (RawWebSocket sender = dial(emulator);
                    Socket socket = target.accept()) {
                AtomicLong written = new AtomicLong();
                Thread writer = aside(() -> {
                    while (written.get() < MUCH) {
                        socket.getOutputStream().write(new byte[CHUNK]);
                        written.addAndGet(CHUNK);
                    }
                });

                assertThat(standstill(written)).isLessThan(MUCH);
                assertThat(sender.bytes(MUCH)).hasSize(MUCH);
                writer.join(20_000);
            }
        }
    }

    @Test
    void target_whenItDoesNotRead_thenSenderStalls_andNothingIsLostLater() throws Exception {
        try (ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ArcEmulator emulator = emulator(target)) {
            try (RawWebSocket sender = dial(emulator);
                    Socket socket = target.accept()) {
                AtomicLong written = write(sender);

                assertThat(standstill(written)).isLessThan(MUCH);
                assertThat(socket.getInputStream().readNBytes(MUCH)).hasSize(MUCH);
            }
        }
    }

    /** protocol.md 3.5: between 14 and 16 MiB, and here what the sockets hold on top. */
    @Test
    void sender_whenItDoesNotReadFromABufferAsLargeAsAzures_thenTargetStallsNoEarlierThanThere() throws Exception {
        try (ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ArcEmulator emulator = emulator(target, 16 << 20)) {
            try (RawWebSocket sender = dial(emulator);
                    Socket socket = target.accept()) {
                AtomicLong written = new AtomicLong();
                Thread writer = aside(() -> {
                    while (written.get() < 2L * MUCH) {
                        socket.getOutputStream().write(new byte[CHUNK]);
                        written.addAndGet(CHUNK);
                    }
                });

                assertThat(standstill(written)).isBetween(14L << 20, 2L * MUCH - CHUNK);
                assertThat(sender.bytes(2 * MUCH)).hasSize(2 * MUCH);
                writer.join(20_000);
            }
        }
    }

    @Test
    void foreignListener_whenItDoesNotRead_thenSenderStalls_andNothingIsLostLater() throws Exception {
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin").foreignAgent().enabled())
                .start()) {
            RunningMachine machine = emulator.machine("lin");
            try (RawWebSocket listener = RawWebSocket.open(
                            emulator.authority(),
                            machine.listenUri(),
                            Map.of(
                                    "ServiceBusAuthorization",
                                    machine.listenToken(Duration.ofHours(1)).reveal()));
                    RawWebSocket sender =
                            new ArmTester(emulator).dialing(machine).ask()) {
                Map<String, Object> accept =
                        Json.child(Json.read(listener.frame().text()), "accept");
                try (RawWebSocket rendezvous =
                        RawWebSocket.open(emulator.authority(), URI.create(Json.text(accept, "address")), Map.of())) {
                    sender.awaitAnswer();
                    AtomicLong written = write(sender);

                    assertThat(standstill(written)).isLessThan(MUCH);
                    assertThat(rendezvous.bytes(MUCH)).hasSize(MUCH);
                }
            }
        }
    }

    @Test
    void relayDelay_whenSet_thenEveryRoundTripTakesTwiceThat_butManyFlyTogether() throws Exception {
        Duration delay = Duration.ofMillis(100);
        try (EchoServer echo = new EchoServer();
                ArcEmulator emulator = ArcEmulator.builder()
                        .relayDelay(delay)
                        .machine(EmulatedMachine.linux("lin")
                                .target(22, echo.address())
                                .enabled())
                        .start()) {
            try (RawWebSocket sender = dial(emulator)) {
                long start = System.nanoTime();
                sender.send(RawWebSocket.BINARY, new byte[] {1}).bytes(1);
                // A lower bound, which no load on the machine can break.
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay.multipliedBy(2));

                for (int i = 0; i < 200; i++) {
                    sender.send(RawWebSocket.BINARY, new byte[1_000]);
                }
                // One after the other these would need 40 seconds, twice the socket's own limit.
                assertThat(sender.bytes(200_000)).hasSize(200_000);
                sender.sendClose(1000);
                assertThat(sender.frame().closeCode()).isEqualTo(1000);
            }
        }
    }

    private static ArcEmulator emulator(ServerSocket target) {
        return emulator(target, 512 << 10);
    }

    private static ArcEmulator emulator(ServerSocket target, int buffer) {
        return ArcEmulator.builder()
                .relayBuffer(buffer)
                .machine(EmulatedMachine.linux("lin")
                        .target(22, new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getLocalPort()))
                        .enabled())
                .start();
    }

    private static RawWebSocket dial(ArcEmulator emulator) throws Exception {
        return new ArmTester(emulator).dialing(emulator.machine("lin")).dial();
    }

    private static AtomicLong write(RawWebSocket sender) {
        AtomicLong written = new AtomicLong();
        aside(() -> {
            while (written.get() < MUCH) {
                sender.send(RawWebSocket.BINARY, new byte[CHUNK]);
                written.addAndGet(CHUNK);
            }
        });
        return written;
    }

    private interface Io {
        void run() throws IOException;
    }

    private static Thread aside(Io work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException ended) {
                // The assertions of the test's own thread say what is missing.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static long standstill(AtomicLong counter) {
        long seen = counter.get();
        for (int still = 0; still < 20; still++) {
            LockSupport.parkNanos(10_000_000);
            if (counter.get() != seen) {
                seen = counter.get();
                still = 0;
            }
        }
        return seen;
    }
}
