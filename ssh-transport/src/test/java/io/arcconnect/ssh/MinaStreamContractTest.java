package io.arcconnect.ssh;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Secret;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.LeakGuard;
import io.arcconnect.testkit.contract.DuplexStreamContract;
import io.arcconnect.testkit.contract.FarEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** A {@code direct-tcpip} channel under the contract of {@code DuplexStream}. */
@ExtendWith(LeakGuard.class)
class MinaStreamContractTest implements DuplexStreamContract {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static ServerSocket target;
    private static ArcEmulator emulator;
    private static ArcConnect arc;

    @BeforeAll
    static void start() throws IOException {
        target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        target.setSoTimeout((int) LIMIT.toMillis());
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .ssh(EmbeddedSsh.create().password("ada", "pw").forward("target", 7, (InetSocketAddress)
                                target.getLocalSocketAddress()))
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
    }

    @AfterAll
    static void stop() throws IOException {
        arc.close().block(LIMIT);
        emulator.close();
        target.close();
    }

    @Override
    public FarEnd connect() throws IOException {
        Ssh ssh = Ssh.as("ada")
                .identity(SshIdentity.password(Secret.of("pw")))
                .hostKeys(HostKeys.pinned(emulator.machine("lin-01").hostKeyFingerprint()));
        SshSession session =
                arc.machine(emulator.machine("lin-01").id()).connect(ssh).block(LIMIT);
        DuplexStream stream = session.openStream("target", 7).block(LIMIT);
        return new SocketFarEnd(
                view(stream),
                target.accept(),
                emulator.machine("lin-01")::dropConnections,
                () -> session.close().block(LIMIT));
    }

    DuplexStream view(DuplexStream stream) {
        return stream;
    }
}
