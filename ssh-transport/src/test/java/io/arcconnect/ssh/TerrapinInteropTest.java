package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Secret;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CVE-2023-48795: whoever sits in between may drop the first messages after a login's keys, unless both sides are strict about
 * the messages before them (OpenSSH, PROTOCOL, section 1.10).
 */
class TerrapinInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void login_whenTheServerIsOpenSsh_thenBothAreStrict() throws Exception {
        try (OpenSshServer server = OpenSshServer.start(directory, "LogLevel DEBUG3")) {
            ArcConnect arc = DirectArc.to(server.address());

            arc.machine(DirectArc.ID)
                    .use(server.ssh(), session -> session.exec("true"))
                    .block(LIMIT);
            arc.close().block(LIMIT);

            assertThat(server.log()).contains("kex-strict-c-v00@openssh.com", "will use strict KEX ordering");
        }
    }

    /** What the attack needs: a message that nobody asked for, which moves the counts apart. */
    @Test
    void login_whenAMessageIsSmuggledInBeforeTheKeys_thenRefused() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread talking = new Thread(() -> smuggle(server), "smuggler");
            talking.setDaemon(true);
            talking.start();
            ArcConnect arc =
                    DirectArc.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
            Ssh ssh = Ssh.as("ada")
                    .identity(SshIdentity.password(Secret.of("unused")))
                    .hostKeys(HostKeys.pinned("SHA256:" + "A".repeat(43)));

            SshException refused = catchThrowableOfType(
                    SshException.class,
                    () -> arc.machine(DirectArc.ID)
                            .use(ssh, session -> session.exec("true"))
                            .block(LIMIT));
            arc.close().block(LIMIT);

            assertThat(refused.reason()).isEqualTo(SshReason.NEGOTIATION_FAILED);
            assertThat(refused).hasMessageContainingAll("trict KEX", "first KEX_INIT");
        }
    }

    private static void smuggle(ServerSocket server) {
        try (Socket client = server.accept()) {
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            out.write("SSH-2.0-smuggler\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(packet(new byte[] {2, 0, 0, 0, 0})); // SSH_MSG_IGNORE
            out.write(packet(kexInit()));
            out.flush();
            while (client.getInputStream().read() >= 0) {
                // until the client has had enough
            }
        } catch (IOException ended) {
            // so it has
        }
    }

    private static byte[] kexInit() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(20);
        out.write(new byte[16]);
        for (String names : new String[] {
            "curve25519-sha256,kex-strict-s-v00@openssh.com",
            "ssh-ed25519",
            "aes128-gcm@openssh.com",
            "aes128-gcm@openssh.com",
            "hmac-sha2-256",
            "hmac-sha2-256",
            "none",
            "none",
            "",
            ""
        }) {
            out.writeInt(names.length());
            out.write(names.getBytes(StandardCharsets.US_ASCII));
        }
        out.write(new byte[5]);
        return bytes.toByteArray();
    }

    private static byte[] packet(byte[] payload) throws IOException {
        int padding = 16 - (payload.length + 5) % 8;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(payload.length + padding + 1);
        out.write(padding);
        out.write(payload);
        out.write(new byte[padding]);
        return bytes.toByteArray();
    }
}
