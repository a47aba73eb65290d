package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.internal.keys.MinaSecurity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.sshd.client.channel.AbstractClientChannel;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that opens channels of its own accord: nobody has asked it to listen. */
class UninvitedChannelTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private SshServer server;
    private ArcConnect arc;
    private SshSession session;

    @BeforeEach
    void start() throws Exception {
        MinaSecurity.prepare();
        server = SshServer.setUpDefaultServer();
        SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider(directory.resolve("key"));
        keys.setAlgorithm("EC");
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(keys);
        server.setPasswordAuthenticator((user, password, any) -> password.equals("pw"));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.start();
        arc = DirectArc.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
        String fingerprint = KeyUtils.getFingerPrint(
                BuiltinDigests.sha256,
                ((KeyPairProvider) keys).loadKeys(null).iterator().next().getPublic());
        session = arc.machine(DirectArc.ID)
                .connect(Ssh.as("ada")
                        .identity(SshIdentity.password(Secret.of("pw")))
                        .hostKeys(HostKeys.pinned(fingerprint)))
                .block(LIMIT);
    }

    @AfterEach
    void stop() throws IOException {
        arc.close().block(LIMIT);
        server.stop(true);
    }

    @Test
    void forwardedTcpip_whenNobodyAskedForIt_thenRefusedAndTheSessionGoesOn() throws Exception {
        Session theirs = server.getActiveSessions().get(0);
        Uninvited channel = new Uninvited();
        theirs.getService(ConnectionService.class).registerChannel(channel);

        OpenFuture opened = channel.open();

        assertThatThrownBy(() -> opened.verify(LIMIT)).hasRootCauseInstanceOf(SshChannelOpenException.class);
        assertThat(((SshChannelOpenException) opened.getException()).getReasonCode())
                .isEqualTo(SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED);
        RemoteEndpoint asked = session.listen("localhost", 0, Asking::chat).block(LIMIT);
        assertThat(asked.port()).isPresent();
    }

    private static final class Uninvited extends AbstractClientChannel {

        Uninvited() {
            super("forwarded-tcpip");
        }

        @Override
        public synchronized OpenFuture open() throws IOException {
            openFuture = new DefaultOpenFuture("uninvited", futureLock);
            Buffer buffer = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN, 128);
            buffer.putString("forwarded-tcpip");
            buffer.putUInt(getChannelId());
            buffer.putUInt(getLocalWindow().getSize());
            buffer.putUInt(getLocalWindow().getPacketSize());
            buffer.putString("localhost");
            buffer.putUInt(22);
            buffer.putString("127.0.0.1");
            buffer.putUInt(1);
            writePacket(buffer);
            return openFuture;
        }

        @Override
        protected void doOpen() {
            // It is never open.
        }
    }
}
