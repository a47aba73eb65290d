package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.error.ArcReason;
import io.arcconnect.tunnel.LocalPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How any server's refusals of streams read, and what a program behind SOCKS is told of them. */
interface StreamRefusalContract {

    Duration LIMIT = Duration.ofSeconds(60);

    /** A server as it comes; it reaches nothing on port 1 of {@code localhost}. */
    SshServerUnderTest allowing(Path directory) throws Exception;

    /** The same with forwarding off. */
    SshServerUnderTest forbidding(Path directory) throws Exception;

    @Test
    default void openStream_whenNothingListens_thenTargetRefused(@TempDir Path directory) throws Exception {
        try (SshServerUnderTest server = allowing(directory)) {
            SshException refusal = refusal(server, "localhost", 1);

            assertThat(refusal.reason()).isEqualTo(ArcReason.STREAM_TARGET_REFUSED);
            assertThat(refusal).hasMessageContaining("localhost:1");
            assertThat(socks(server, 1)).hasMessageContaining("refused");
        }
    }

    @Test
    default void openStream_whenThePolicyForbids_thenProhibited(@TempDir Path directory) throws Exception {
        try (SshServerUnderTest server = forbidding(directory);
                ServerSocket listening = new ServerSocket(0)) {
            SshException refusal = refusal(server, "localhost", listening.getLocalPort());

            assertThat(refusal.reason()).isEqualTo(ArcReason.STREAM_PROHIBITED);
            assertThat(socks(server, listening.getLocalPort())).hasMessageContaining("not allowed");
        }
    }

    static SshException refusal(SshServerUnderTest server, String host, int port) {
        ArcConnect arc = DirectArc.to(server.address());
        try {
            return catchThrowableOfType(
                    SshException.class,
                    () -> arc.machine(DirectArc.ID)
                            .use(server.ssh(), session -> session.openStream(host, port))
                            .block(LIMIT));
        } finally {
            arc.close().block(LIMIT);
        }
    }

    private static IOException socks(SshServerUnderTest server, int port) throws IOException {
        ArcConnect arc = DirectArc.to(server.address());
        try {
            LocalPort forward = arc.machine(DirectArc.ID)
                    .connect(Forward.over(server.ssh()).socks())
                    .block(LIMIT);
            try (Socket socket = new Socket(new Proxy(Proxy.Type.SOCKS, forward.localAddress()))) {
                socket.setSoTimeout((int) LIMIT.toMillis());
                return catchThrowableOfType(
                        IOException.class, () -> socket.connect(InetSocketAddress.createUnresolved("localhost", port)));
            } finally {
                forward.close().block(LIMIT);
            }
        } finally {
            arc.close().block(LIMIT);
        }
    }
}
