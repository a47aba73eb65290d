package io.arcconnect.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.forward.ExplicitPortForwardingTracker;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The embedded server, asked by MINA's own client over TCP. */
@Timeout(60)
class EmbeddedSshTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void exec_whenSeveralCommandsAreJoined_thenStreamsAndStatusAreApart() throws Exception {
        try (RunningSsh server = EmbeddedSsh.create().password("ada", "pw").start()) {
            Result result = exec(server, "echo out; echo 'err or' >&2; exit 7", "");

            assertThat(result.stdout()).isEqualTo("out\n");
            assertThat(result.stderr()).isEqualTo("err or\n");
            assertThat(result.status()).isEqualTo(7);
        }
    }

    @Test
    void exec_whenCommandReadsStdin_thenSeesAllOfIt() throws Exception {
        String input = "0123456789abcdef".repeat(20_000);
        try (RunningSsh server = EmbeddedSsh.create().password("ada", "pw").start()) {
            String sha = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(input.getBytes(UTF_8)));

            assertThat(exec(server, "cat", input).stdout()).isEqualTo(input);
            assertThat(exec(server, "sha256sum", input).stdout()).isEqualTo(sha + "  -\n");
        }
    }

    @Test
    void systemShell_whenMoreGoesThroughThanPipesHold_thenAllOfItArrives() throws Exception {
        String input = "0123456789abcdef".repeat(20_000);
        try (RunningSsh server =
                EmbeddedSsh.create().password("ada", "pw").systemShell().start()) {
            Result copied = exec(server, "tee /dev/stderr", input);

            assertThat(copied.stdout()).isEqualTo(input);
            assertThat(copied.stderr()).isEqualTo(input);
            assertThat(copied.status()).isZero();
        }
    }

    @Test
    void systemShell_whenTheCommandReadsNoInput_thenItsStatusComesAllTheSame() throws Exception {
        String input = "0123456789abcdef".repeat(20_000);
        try (RunningSsh server =
                EmbeddedSsh.create().password("ada", "pw").systemShell().start()) {
            Result refused = exec(server, "echo no >&2; exit 3", input);

            assertThat(refused.stderr()).isEqualTo("no\n");
            assertThat(refused.status()).isEqualTo(3);
        }
    }

    @Test
    void systemShell_whenTheChannelIsClosed_thenTheCommandAndItsChildrenEnd() throws Exception {
        try (RunningSsh server =
                        EmbeddedSsh.create().password("ada", "pw").systemShell().start();
                SshClient client = client();
                ClientSession session = session(client, server)) {
            session.addPasswordIdentity("pw");
            session.auth().verify(SOON);
            ChannelExec channel = session.createExecChannel("sleep 600 & echo $!; wait");
            channel.open().verify(SOON);
            String pid = new BufferedReader(new InputStreamReader(channel.getInvertedOut(), UTF_8)).readLine();
            ProcessHandle sleeper = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();

            channel.close(false).await(SOON);

            assertThat(sleeper.onExit().get(20, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void exec_whenKilledOrSilent_thenNoStatus() throws Exception {
        try (RunningSsh server = EmbeddedSsh.create()
                .password("ada", "pw")
                .onExec(request -> request.command().equals("silent") ? ExecReply.silent() : ExecReply.builtIn())
                .start()) {
            Result killed = exec(server, "echo bye; kill -TERM $$", "");
            Result silent = exec(server, "silent", "");

            assertThat(killed.stdout()).isEqualTo("bye\n");
            assertThat(killed.signal()).isEqualTo("TERM");
            assertThat(killed.status()).isNull();
            assertThat(silent.status()).isNull();
        }
    }

    @Test
    void onExec_whenSaidOfARunningServer_thenTheNextCommandIsAnsweredSo() throws Exception {
        try (RunningSsh server = EmbeddedSsh.create().password("ada", "pw").start()) {
            Result before = exec(server, "systemctl restart web", "");
            server.onExec(request -> ExecReply.out("restarted\n"));
            Result after = exec(server, "systemctl restart web", "");

            assertThat(before.status()).isEqualTo(127);
            assertThat(after.stdout()).isEqualTo("restarted\n");
        }
    }

    @Test
    void login_whenKeyIsAuthorized_thenWorks_andOtherwiseNot() throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        EmbeddedSsh spec = EmbeddedSsh.create();
        try (RunningSsh with = spec.authorizedKey("ada", key.getPublic()).start();
                RunningSsh without = spec.start();
                SshClient client = client()) {
            try (ClientSession session = session(client, with)) {
                session.addPublicKeyIdentity(key);
                session.auth().verify(SOON);
            }
            try (ClientSession session = session(client, without)) {
                session.addPublicKeyIdentity(key);
                assertThatThrownBy(() -> session.auth().verify(SOON)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void forward_whenRdpEchoIsOn_thenLocalhost3389Echoes() throws Exception {
        try (RunningSsh server =
                        EmbeddedSsh.create().password("ada", "pw").rdpEcho().start();
                SshClient client = client();
                ClientSession session = session(client, server)) {
            session.addPasswordIdentity("pw");
            session.auth().verify(SOON);
            try (ExplicitPortForwardingTracker tunnel = session.createLocalPortForwardingTracker(
                            new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress("localhost", 3389));
                    Socket socket = new Socket(
                            InetAddress.getLoopbackAddress(),
                            tunnel.getBoundAddress().getPort())) {
                socket.setSoTimeout(20_000);
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream();
                out.write("RDP?".getBytes(UTF_8));

                assertThat(new String(in.readNBytes(4), UTF_8)).isEqualTo("RDP?");
            }
        }
    }

    private record Result(String stdout, String stderr, Integer status, String signal) {}

    private static Result exec(RunningSsh server, String command, String stdin) throws IOException {
        try (SshClient client = client();
                ClientSession session = session(client, server)) {
            session.addPasswordIdentity("pw");
            session.auth().verify(SOON);
            try (ChannelExec channel = session.createExecChannel(command)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                ByteArrayOutputStream err = new ByteArrayOutputStream();
                channel.setIn(new ByteArrayInputStream(stdin.getBytes(UTF_8)));
                channel.setOut(out);
                channel.setErr(err);
                channel.open().verify(SOON);
                channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), SOON);
                return new Result(
                        out.toString(UTF_8), err.toString(UTF_8), channel.getExitStatus(), channel.getExitSignal());
            }
        }
    }

    private static SshClient client() {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((session, address, key) -> true);
        client.start();
        return client;
    }

    private static ClientSession session(SshClient client, RunningSsh server) throws IOException {
        return client.connect("ada", server.address()).verify(SOON).getSession();
    }
}
