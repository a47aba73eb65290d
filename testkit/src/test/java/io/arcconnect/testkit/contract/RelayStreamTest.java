package io.arcconnect.testkit.contract;

import io.arcconnect.internal.net.Network;
import io.arcconnect.internal.relay.NettyRelayDialer;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.LeakGuard;
import io.arcconnect.testkit.RunningMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The stream of core's dialer under the contract of {@code PushDuplexStream}, through the emulated relay. */
@ExtendWith(LeakGuard.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayStreamTest implements PushDuplexStreamContract {

    private static final Duration SOON = Duration.ofSeconds(20);

    private ArcEmulator emulator;
    private ServerSocket target;
    private Network network;

    @BeforeAll
    void start() throws IOException {
        target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.windows("win-01")
                        .target(22, new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getLocalPort()))
                        .enabled())
                .start();
        network = new Network(List.of(emulator.authority()));
    }

    @AfterAll
    void stop() throws IOException {
        network.end().block(SOON);
        emulator.close();
        target.close();
    }

    @Override
    public FarEnd connect() throws IOException {
        RunningMachine machine = emulator.machine("win-01");
        DuplexStream stream = new NettyRelayDialer(network.unpooled(), Duration.ofSeconds(15), Duration.ofSeconds(30))
                .dial(machine.relayCredentials(RelayService.ssh(), Duration.ofHours(1)), RelayService.ssh())
                .blockOptional(SOON)
                .orElseThrow();
        return new SocketFarEnd(stream, target.accept());
    }
}
