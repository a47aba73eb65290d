package io.arcconnect.ssh;

import io.arcconnect.ArcConnect;
import io.arcconnect.spi.StreamOpener;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/** A server behind the emulator's relay, which can cut the connection. */
final class RelayedServer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SshServerUnderTest server;
    private final ArcEmulator emulator;
    private final ArcConnect arc;

    RelayedServer(SshServerUnderTest server) {
        this.server = server;
        this.emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .target(22, server.address())
                        .enabled())
                .start();
        this.arc = emulator.arcConnect().build();
    }

    StreamOpener open() {
        return arc.machine(emulator.machine("lin-01").id())
                .connect(server.ssh())
                .blockOptional(LIMIT)
                .orElseThrow();
    }

    void dropConnections() {
        emulator.machine("lin-01").dropConnections();
    }

    /** {@return a port of this computer on which nothing listens} */
    static InetSocketAddress nothing() throws IOException {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return InetSocketAddress.createUnresolved("localhost", gone.getLocalPort());
        }
    }

    @Override
    public void close() {
        arc.close().block(LIMIT);
        emulator.close();
        server.close();
    }
}
