package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.internal.keys.MinaSecurity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.ReservedSessionMessagesHandler;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said for no other reason than that the agent's computer acknowledges what the server has said. */
class LoginPaceTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final Semaphore nothings = new Semaphore(0);
    private SshServer server;
    private ArcConnect arc;

    @BeforeEach
    void start() throws IOException, NoSuchAlgorithmException {
        MinaSecurity.prepare();
        KeyPair hostKey = KeyPairGenerator.getInstance("EC").generateKeyPair();
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(session -> List.of(hostKey));
        server.setPasswordAuthenticator((user, password, session) -> true);
        server.setReservedSessionMessagesHandler(new ReservedSessionMessagesHandler() {
            @Override
            public void handleIgnoreMessage(Session session, Buffer buffer) {
                nothings.release();
            }
        });
        server.start();
        arc = DirectArc.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
    }

    @AfterEach
    void stop() throws IOException {
        arc.close().block(LIMIT);
        server.stop(true);
    }

    private SshSession open() {
        return arc.machine(DirectArc.ID)
                .connect(Ssh.as("ada")
                        .identity(SshIdentity.password(Secret.of("pw")))
                        .hostKeys(HostKeys.acceptNew(directory.resolve("known_hosts"))))
                .block(LIMIT);
    }

    @Test
    void open_whenTheServerLetsTheLoginBegin_thenItsWordIsAnsweredAtOnce() throws InterruptedException {
        SshSession session = open();

        assertThat(session).isNotNull();
        assertThat(nothings.tryAcquire(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void open_whenTheServerTellsItsKeys_thenItsWordIsAnsweredAtOnce() throws Exception {
        SshSession session = open();
        assertThat(nothings.tryAcquire(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        tellKeys(server.getActiveSessions().get(0));

        assertThat(session).isNotNull();
        assertThat(nothings.tryAcquire(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void open_whenTheServerTellsItsKeysAgainAndAgain_thenOneAnswerIsEnough() throws Exception {
        SshSession session = open();
        assertThat(nothings.tryAcquire(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Session theServers = server.getActiveSessions().get(0);

        for (int i = 0; i < 20; i++) {
            tellKeys(theServers);
        }
        ask(theServers); // answered after all of them

        assertThat(session).isNotNull();
        assertThat(nothings.availablePermits()).isOne();
    }

    private static void ask(Session session) throws IOException {
        Buffer question = session.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST);
        question.putString("question@example.com");
        question.putBoolean(true);
        session.request("question@example.com", question, LIMIT);
    }

    private static void tellKeys(Session session) throws IOException {
        Buffer keys = session.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST);
        keys.putString("hostkeys-00@openssh.com");
        keys.putBoolean(false);
        session.writePacket(keys);
    }
}
