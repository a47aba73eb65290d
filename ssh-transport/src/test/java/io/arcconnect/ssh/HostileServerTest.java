package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.internal.keys.MinaSecurity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.session.ServerSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** A server that speaks the protocol well and means no good. */
class HostileServerTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final AtomicReference<KeyPair> hostKey = new AtomicReference<>(key());
    private SshServer server;
    private ArcConnect arc;

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() throws IOException {
        MinaSecurity.prepare();
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(session -> List.of(hostKey.get()));
        server.setPasswordAuthenticator((user, password, session) -> true);
        server.start();
        arc = DirectArc.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
    }

    @AfterEach
    void stop() throws IOException {
        arc.close().block(LIMIT);
        server.stop(true);
    }

    private Mono<SshSession> opening(SshIdentity identity) {
        return arc.machine(DirectArc.ID)
                .connect(Ssh.as("ada")
                        .identity(identity)
                        .hostKeys(HostKeys.acceptNew(directory.resolve("known_hosts"))));
    }

    private static SshIdentity password() {
        return SshIdentity.password(Secret.of("pw"));
    }

    @Test
    void onClose_whenTheServerShowsAnotherKeyInTheMiddle_thenItEndsAndBothKeysAreTold() throws Exception {
        SshSession session = opening(password()).block(LIMIT);
        hostKey.set(key());
        server.getActiveSessions().get(0).reExchangeKeys();

        SshException end =
                catchThrowableOfType(SshException.class, () -> session.onClose().block(LIMIT));

        assertThat(end.reason()).isEqualTo(SshReason.HOST_KEY_CHANGED);
        assertThat(end.failure().facts()).containsKeys("shown", "known");
        assertThat(catchThrowableOfType(
                                SshException.class, () -> opening(password()).block(LIMIT))
                        .reason())
                .isEqualTo(SshReason.HOST_KEY_CHANGED);
    }

    @Test
    void open_whenTheServerDoesNotHaveTheKeyThatItShows_thenNothingIsLearnt() {
        hostKey.set(new KeyPair(key().getPublic(), key().getPrivate()));

        SshException error = catchThrowableOfType(
                SshException.class, () -> opening(password()).block(LIMIT));

        assertThat(error.reason()).isEqualTo(SshReason.NEGOTIATION_FAILED);
        assertThat(error).hasMessageContaining("signature");
        assertThat(directory.resolve("known_hosts")).doesNotExist();
    }

    @Test
    void open_whenTheServerTalksAndTalksBeforeItLetsIn_thenLoggedIn() {
        server.setPasswordAuthenticator((user, password, session) -> {
            IntStream.range(0, 5_000).forEach(number -> banner(session));
            return true;
        });

        SshSession session = opening(password()).block(LIMIT);

        assertThat(session).isNotNull();
    }

    private static void banner(ServerSession session) {
        try {
            Buffer banner = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_BANNER, 1_100);
            banner.putString("\u001b[2J".repeat(250));
            banner.putString("");
            session.writePacket(banner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void open_whenTheServerAsksTenThousandQuestions_thenNobodyIsAskedAndTheLoginFails() {
        AtomicBoolean asked = new AtomicBoolean();
        server.setUserAuthFactories(List.of(UserAuthKeyboardInteractiveFactory.INSTANCE));
        server.setKeyboardInteractiveAuthenticator(new Curious());

        SshException error = catchThrowableOfType(
                SshException.class,
                () -> opening(SshIdentity.keyboardInteractive(challenge -> {
                            asked.set(true);
                            return Mono.empty();
                        }))
                        .block(LIMIT));

        assertThat(error.reason()).isEqualTo(SshReason.AUTH_FAILED);
        assertThat(error).hasMessageContaining("10000 questions");
        assertThat(asked).isFalse();
    }

    private static final class Curious implements KeyboardInteractiveAuthenticator {

        @Override
        public InteractiveChallenge generateChallenge(
                ServerSession session, String user, String language, String methods) {
            InteractiveChallenge challenge = new InteractiveChallenge();
            IntStream.range(0, 10_000).forEach(number -> challenge.addPrompt("?", false));
            return challenge;
        }

        @Override
        public boolean authenticate(ServerSession session, String user, List<String> answers) {
            return true;
        }
    }
}
