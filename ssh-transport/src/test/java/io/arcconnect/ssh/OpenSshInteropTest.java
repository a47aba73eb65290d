package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.error.ArcReason;
import io.arcconnect.spi.DuplexStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Our SSH against OpenSSH's server over somebody else's transport: plain TCP in place of the relay. */
class OpenSshInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    private static OpenSshServer server;
    private static ArcConnect arc;
    private static ArcMachine machine;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.start(directory);
        arc = DirectArc.to(server.address());
        machine = arc.machine(DirectArc.ID);
    }

    @AfterAll
    static void stop() throws Exception {
        if (arc != null) {
            arc.close().block(LIMIT);
        }
        if (server != null) {
            server.close();
        }
    }

    private static Ssh ssh() {
        return server.ssh();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void exec_whenTheKeyIsAuthorized_thenLogsInWithEveryType(String type) throws Exception {
        Ssh ssh = Ssh.as(OpenSshServer.user())
                .identity(SshIdentity.privateKey(server.userKey(type)))
                .hostKeys(HostKeys.pinned(server.fingerprint("ed25519"), server.fingerprint("ecdsa")));

        ExecResult result =
                machine.use(ssh, session -> session.exec("echo hello")).block(LIMIT);

        assertThat(result.stdout()).isEqualTo("hello\n");
        assertThat(result.exitStatus()).hasValue(0);
    }

    @Test
    void exec_whenTheCommandFails_thenStatusAndBothOutputsAreApart() throws Exception {
        ExecResult result = machine.use(ssh(), session -> session.exec("echo out; echo err >&2; exit 7"))
                .block(LIMIT);

        assertThat(result.exitStatus()).hasValue(7);
        assertThat(result.stdout()).isEqualTo("out\n");
        assertThat(result.stderr()).isEqualTo("err\n");
        assertThat(catchThrowableOfType(SshException.class, result::orThrow).reason())
                .isEqualTo(SshReason.EXIT_STATUS);
    }

    @Test
    void exec_whenASignalEndsTheCommand_thenTellsWhich() throws Exception {
        ExecResult result =
                machine.use(ssh(), session -> session.exec("kill -TERM $$")).block(LIMIT);

        assertThat(result.signal()).contains("TERM");
        assertThat(result.isSuccess()).isFalse();
    }

    @Test
    void exec_whenFedOverStdin_thenTheCommandReadsAllAndSeesTheEnd() throws Exception {
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'x');
        Flux<ByteBuffer> input = Flux.range(0, 16).map(i -> ByteBuffer.wrap(block));

        ExecResult result = machine.use(
                        ssh(), session -> session.exec(Exec.command("wc -c").stdin(input)))
                .block(LIMIT);

        assertThat(result.stdout().strip()).isEqualTo(String.valueOf(16 << 20));
    }

    @Test
    void openStream_whenAPortListens_thenCarriesBytesBothWays() throws Exception {
        String banner = machine.use(
                        ssh(),
                        session -> session.openStream("127.0.0.1", server.port())
                                .flatMap(stream -> stream.receive()
                                        .next()
                                        .map(bytes -> StandardCharsets.US_ASCII
                                                .decode(bytes)
                                                .toString())
                                        .delayUntil(text -> stream.close())))
                .block(LIMIT);

        assertThat(banner).startsWith("SSH-2.0-OpenSSH");
    }

    @Test
    void openStream_whenNothingListens_thenTargetRefused() throws Exception {
        Mono<DuplexStream> opened = machine.use(ssh(), session -> session.openStream("127.0.0.1", 1));

        SshException error = catchThrowableOfType(SshException.class, () -> opened.block(LIMIT));

        assertThat(error.reason()).isEqualTo(ArcReason.STREAM_TARGET_REFUSED);
        assertThat(error.machine()).contains(DirectArc.ID);
    }

    @Test
    void open_whenTheKeyIsNotAuthorized_thenAuthFailed() throws Exception {
        OpenSshServer.keygen(directory.resolve("stranger"), "ed25519");
        Ssh stranger = Ssh.as(OpenSshServer.user())
                .identity(SshIdentity.privateKey(directory.resolve("stranger")))
                .hostKeys(HostKeys.acceptNew(directory.resolve("kh-stranger")));

        SshException error = catchThrowableOfType(
                SshException.class,
                () -> machine.use(stranger, session -> session.exec("true")).block(LIMIT));

        assertThat(error.reason()).isEqualTo(SshReason.AUTH_FAILED);
    }

    @Test
    void open_whenTheHostKeyIsAnother_thenChanged() throws Exception {
        Path known = directory.resolve("kh-wrong");
        Files.writeString(
                known,
                DirectArc.ID.key() + " "
                        + Files.readString(server.userKey("ed25519").resolveSibling("user_ed25519.pub")));
        Ssh careful = ssh().hostKeys(HostKeys.knownHosts(known));

        SshException error = catchThrowableOfType(
                SshException.class,
                () -> machine.use(careful, session -> session.exec("true")).block(LIMIT));

        assertThat(error.reason()).isEqualTo(SshReason.HOST_KEY_CHANGED);
        assertThat(error.facts()).containsKeys("shown", "known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void open_whenOnlyOneKeyTypeIsKnown_thenThatTypeIsNegotiated(String type) throws Exception {
        Path known = directory.resolve("kh-" + type);
        Files.writeString(known, DirectArc.ID.key() + " " + Files.readString(server.hostKey(type)));

        ExecResult result = machine.use(ssh().hostKeys(HostKeys.knownHosts(known)), session -> session.exec("true"))
                .block(LIMIT);

        assertThat(result.exitStatus()).hasValue(0);
    }

    @Test
    void open_whenTheMachineIsNew_thenAcceptNewRemembersItByResourceId() throws Exception {
        Path known = directory.resolve("kh-new");
        Ssh trusting = ssh().hostKeys(HostKeys.acceptNew(known));

        machine.use(trusting, session -> session.exec("true")).block(LIMIT);
        machine.use(ssh().hostKeys(HostKeys.knownHosts(known)), session -> session.exec("true"))
                .block(LIMIT);

        assertThat(Files.readString(known)).startsWith(DirectArc.ID.key() + " ").hasLineCount(1);
    }
}
