package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;

/** The agent of OpenSSH with its server, and agents that are no good. */
class AgentInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static RunningAgent agent;
    private static OpenSshServer server;
    private static ArcConnect arc;

    @BeforeAll
    static void start() throws Exception {
        OpenSshServer.assumeInstalled();
        SshKeygen.key(directory.resolve("ca"), "ed25519", "");
        agent = RunningAgent.start(directory);
        server = OpenSshServer.start(directory, "TrustedUserCAKeys " + directory.resolve("ca.pub"));
        arc = DirectArc.to(server.address());
    }

    @AfterAll
    static void stop() {
        if (arc != null) {
            arc.close().block(LIMIT);
            server.close();
            agent.close();
        }
    }

    @BeforeEach
    void empty() throws Exception {
        agent.removeAll();
    }

    private static Ssh ssh(Path socket) {
        return Ssh.as(OpenSshServer.user())
                .identity(SshIdentity.agent(SshAgent.at(socket)))
                .hostKeys(HostKeys.acceptNew(directory.resolve("known_hosts")));
    }

    private static String hello(Ssh ssh) {
        return arc.machine(DirectArc.ID)
                .use(ssh, session -> session.exec("echo hello"))
                .block(LIMIT)
                .stdout();
    }

    private static SshException failure(Ssh ssh) {
        return catchThrowableOfType(SshException.class, () -> hello(ssh));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void open_whenTheAgentHoldsAKeyOfThisType_thenLoggedIn(String type) throws Exception {
        agent.add(server.userKey(type));

        assertThat(hello(ssh(agent.socket()))).isEqualTo("hello\n");
    }

    @Test
    void open_whenTheAgentHoldsACertificate_thenLoggedInByIt() throws Exception {
        Path key = SshKeygen.key(directory.resolve("in-agent"), "rsa", "");
        SshKeygen.certify(directory.resolve("ca"), key, "id in the agent", "-n", OpenSshServer.user());
        agent.add(key);

        assertThat(hello(ssh(agent.socket()))).isEqualTo("hello\n");
        assertThat(server.log()).contains("id in the agent");
    }

    @Test
    void open_whenTheAgentIsEmpty_thenSaysSo() {
        SshException error = failure(ssh(agent.socket()));

        assertThat(error.reason()).isEqualTo(SshReason.AGENT_UNAVAILABLE);
        assertThat(error).hasMessageContaining("has no key to offer");
    }

    /** Serves one question on a thread of its own; the result is what the connection's end looked like. */
    private static CompletableFuture<Integer> serve(
            ServerSocketChannel listening, byte[] answer, CountDownLatch asked) {
        return CompletableFuture.supplyAsync(() -> {
            try (SocketChannel connection = listening.accept()) {
                connection.read(ByteBuffer.allocate(5));
                connection.write(ByteBuffer.wrap(answer));
                asked.countDown();
                return connection.read(ByteBuffer.allocate(1)); // until the client hangs up
            } catch (java.io.IOException e) {
                return -2;
            }
        });
    }

    private static SshException against(String name, byte[] answer) throws Exception {
        Path socket = directory.resolve(name);
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(socket));
            CompletableFuture<Integer> end = serve(listening, answer, new CountDownLatch(1));
            SshException error = failure(ssh(socket));
            assertThat(end.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNegative();
            return error;
        }
    }

    @Test
    void open_whenTheAgentNeverAnswersAndTheLoginIsCancelled_thenTheConnectionToItIsClosed() throws Exception {
        Path socket = directory.resolve("silent");
        CountDownLatch asked = new CountDownLatch(1);
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(socket));
            CompletableFuture<Integer> end = serve(listening, new byte[0], asked);

            Disposable login = arc.machine(DirectArc.ID)
                    .use(ssh(socket), session -> session.exec("true"))
                    .subscribe();
            boolean wasAsked = asked.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
            login.dispose();

            assertThat(wasAsked).isTrue();
            assertThat(end.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNegative();
        }
    }

    @Test
    void open_whenTheAgentRefusesOrTalksNonsense_thenUnavailable() throws Exception {
        assertThat(against("refusing", new byte[] {0, 0, 0, 1, 5}).reason()).isEqualTo(SshReason.AGENT_UNAVAILABLE);
        assertThat(against("huge", new byte[] {127, 0, 0, 0, 12})).hasMessageContaining("bytes");
        assertThat(against("lying", new byte[] {0, 0, 0, 5, 12, 0, 0, 0, 9}))
                .hasMessageContaining("more keys than it has");
    }

    @Test
    void fromEnvironment_whenTheVariableIsSetOrTheSystemIsWindows_thenKnowsWhere() {
        assertThat(SshAgent.from(Map.of("SSH_AUTH_SOCK", "/run/agent"), "Linux").address())
                .contains(Path.of("/run/agent"));
        assertThat(SshAgent.from(Map.of(), "Linux").address()).isEmpty();
        assertThat(SshAgent.from(Map.of(), "Windows Server 2022"))
                .hasToString("SshAgent[\\\\.\\pipe\\openssh-ssh-agent]");
        assertThatThrownBy(() -> SshAgent.fromEnvironment().only("MD5:00"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
