package io.arcconnect.examples.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.rdp.Rdp;
import io.arcconnect.rdp.RdpTunnel;
import java.io.DataOutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through a tunnel, the relay and OpenSSH's server, both directions at once. */
class TunnelSizeInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 2;

    @TempDir
    Path folder;

    @Test
    void use_when16MebibytesGoEachWay_thenIntact() throws Exception {
        exchange(16L << 20);
    }

    @Test
    @Tag("interop")
    void use_when1GibibyteGoesEachWay_thenIntact() throws Exception {
        exchange(1L << 30);
    }

    /** So much each way, over two connections together. */
    private void exchange(long length) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (RealMachine there = RealMachine.start(folder);
                TwoWayTarget target = new TwoWayTarget()) {
            RdpTunnel tunnel = there.machine()
                    .connect(Rdp.over(there.ssh()).targetPort(target.port()))
                    .block(LIMIT);
            List<Future<?>> connections = new ArrayList<>();

            for (int connection = 0; connection < CONNECTIONS; connection++) {
                long seed = connection;
                connections.add(threads.submit(() -> transfer(tunnel, target, seed, length / CONNECTIONS)));
            }

            for (Future<?> connection : connections) {
                connection.get(5, TimeUnit.MINUTES);
            }
            target.check();
            tunnel.close().block(LIMIT);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Void transfer(RdpTunnel tunnel, TwoWayTarget target, long seed, long length) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(tunnel.localAddress());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeByte(TwoWayTarget.TRANSFER);
            out.writeLong(seed);
            out.writeLong(-seed - 1);
            out.writeLong(length);
            target.exchange(socket, new Bytes(-seed - 1), new Bytes(seed), length);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        return null;
    }
}
