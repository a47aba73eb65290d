package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ErrorReason;
import io.arcconnect.error.Stage;
import io.arcconnect.model.Secret;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Each bad server, key and file gives one typed error with machine, stage and remedy, at once. */
class BadLoginInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    @TempDir
    static Path directory;

    private static OpenSshServer server;
    private static ArcEmulator emulator;
    private static ArcConnect arc;
    private static ArcMachine machine;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.start(directory);
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .target(22, server.address())
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
        machine = arc.machine(emulator.machine("lin-01").id());
    }

    @AfterAll
    static void stop() {
        arc.close().block(LIMIT);
        emulator.close();
        server.close();
    }

    private static Ssh ssh() throws Exception {
        return Ssh.as(OpenSshServer.user())
                .identity(SshIdentity.privateKey(server.userKey("ed25519")))
                .hostKeys(HostKeys.pinned(server.fingerprint("ed25519"), server.fingerprint("ecdsa")));
    }

    private static ArcConnectException failureOf(Ssh ssh) {
        Mono<ExecResult> use = machine.use(ssh, session -> session.exec("true"));
        ArcConnectException error = catchThrowableOfType(ArcConnectException.class, () -> use.block(LIMIT));
        assertThat(error.machine()).contains(machine.id());
        assertThat(error.getMessage()).doesNotContain("null").doesNotContain("Session is being closed");
        return error;
    }

    private static void assertFails(Ssh ssh, ErrorReason reason, Stage stage) {
        ArcConnectException error = failureOf(ssh);
        assertThat(error.reason()).isEqualTo(reason);
        assertThat(error.stage()).isEqualTo(stage);
    }

    /** Serves connections on a thread, one after the other. */
    @FunctionalInterface
    private interface Served {
        void serve(Socket socket) throws IOException;
    }

    private static void against(Served served, Runnable test) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                while (!listening.isClosed()) {
                    try (Socket socket = listening.accept()) {
                        served.serve(socket);
                    } catch (IOException ended) {
                        // the test is over, or this client is
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
            emulator.machine("lin-01")
                    .target(22, new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort()));
            test.run();
        } finally {
            emulator.machine("lin-01").target(22, server.address());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n\r\n<html></html>",
                "SSH-2.0-Rude\r\n",
                "Not allowed at this time\r\n"
            })
    void open_whenTheServerSaysThisAndCloses_thenSaysSo(String said) throws Exception {
        Ssh ssh = ssh();

        against(
                socket -> socket.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8)),
                () -> assertThat(failureOf(ssh).reason())
                        .isIn(SshReason.NEGOTIATION_FAILED, ArcReason.RELAY_CONNECTION_LOST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-1.5-Ancient\r\n",
                "SSH-2.0-Garbled\r\n\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000 this is no packet at all"
            })
    void open_whenTheServerSpeaksNoSsh2_thenNegotiationFailed(String said) throws Exception {
        Ssh ssh = ssh();

        against(
                socket -> {
                    socket.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8));
                    socket.setSoTimeout(10_000);
                    socket.getInputStream().readAllBytes();
                },
                () -> assertFails(ssh, SshReason.NEGOTIATION_FAILED, Stage.SESSION));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SSH-2.0-Silent\r\n", "no ssh"})
    void open_whenTheServerSaysThisAndWaits_thenTimedOut(String said) throws Exception {
        Ssh ssh = ssh().loginTimeout(Duration.ofMillis(700));

        against(
                socket -> {
                    socket.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8));
                    socket.setSoTimeout(10_000);
                    socket.getInputStream().readAllBytes();
                },
                () -> assertFails(ssh, SshReason.TIMED_OUT, Stage.SESSION));
    }

    @Test
    void open_whenOnlyWeakCiphersAreOffered_thenNegotiationFailedAndTheyAreNamed() throws Exception {
        Path own = Files.createDirectory(directory.resolve("weak"));
        try (OpenSshServer weak = OpenSshServer.start(own, "Ciphers aes128-cbc")) {
            emulator.machine("lin-01").target(22, weak.address());

            ArcConnectException error = failureOf(ssh());

            assertThat(error.reason()).isEqualTo(SshReason.NEGOTIATION_FAILED);
            assertThat(error.getMessage()).contains("aes128-cbc");
        } finally {
            emulator.machine("lin-01").target(22, server.address());
        }
    }

    @Test
    void open_whenThereIsNoIdentity_thenSaysSoWithoutADial() throws Exception {
        Ssh nobody = Ssh.as(OpenSshServer.user())
                .hostKeys(HostKeys.pinned(server.fingerprint("ed25519"), server.fingerprint("ecdsa")));

        int dials = emulator.dials().size();
        assertFails(nobody, SshReason.IDENTITY_NOT_CONFIGURED, Stage.SESSION);
        assertThat(emulator.dials()).hasSize(dials);
    }

    @Test
    void open_whenOnlyAPasswordIsThereAndTheServerTakesNone_thenAuthFailed() throws Exception {
        Ssh password = Ssh.as(OpenSshServer.user())
                .identity(SshIdentity.password(Secret.of("wrong")))
                .hostKeys(HostKeys.pinned(server.fingerprint("ed25519"), server.fingerprint("ecdsa")));

        assertFails(password, SshReason.AUTH_FAILED, Stage.SESSION);
    }

    @Test
    void open_whenTheServerHasSeenTooManyKeys_thenAuthFailed() throws Exception {
        Path own = Files.createDirectory(directory.resolve("few"));
        try (OpenSshServer few = OpenSshServer.start(own, "MaxAuthTries 1")) {
            emulator.machine("lin-01").target(22, few.address());
            Ssh many = Ssh.as(OpenSshServer.user()).hostKeys(HostKeys.acceptNew(own.resolve("known_hosts")));
            for (String stranger : List.of("one", "two", "three", "four")) {
                OpenSshServer.keygen(own.resolve(stranger), "ed25519");
                many = many.identity(SshIdentity.privateKey(own.resolve(stranger)));
            }

            ArcConnectException error = failureOf(many);

            assertThat(error.reason()).isEqualTo(SshReason.AUTH_FAILED);
            assertThat(error.getMessage()).contains("Too many authentication failures");
        } finally {
            emulator.machine("lin-01").target(22, server.address());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 100, 200, 300, 380})
    void open_whenTheKeyFileIsCutOff_thenIdentityUnreadable(int length) throws Exception {
        byte[] whole = Files.readAllBytes(server.userKey("ed25519"));
        Path cut = Files.write(directory.resolve("cut-" + length), java.util.Arrays.copyOf(whole, length));

        assertFails(ssh(cut), SshReason.IDENTITY_UNREADABLE, Stage.LOCAL);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40, 300, 1000, 1600})
    void open_whenAnRsaKeyFileIsCutOff_thenIdentityUnreadable(int length) throws Exception {
        byte[] whole = Files.readAllBytes(server.userKey("rsa"));
        Path cut = Files.write(directory.resolve("rsa-cut-" + length), java.util.Arrays.copyOf(whole, length));

        assertFails(ssh(cut), SshReason.IDENTITY_UNREADABLE, Stage.LOCAL);
    }

    @Test
    void open_whenTheKeyFileIsMissingOrADirectoryOrPublic_thenIdentityUnreadable() throws Exception {
        assertFails(ssh(directory.resolve("nowhere")), SshReason.IDENTITY_UNREADABLE, Stage.LOCAL);
        assertFails(ssh(directory), SshReason.IDENTITY_UNREADABLE, Stage.LOCAL);
        assertFails(ssh(Path.of(server.userKey("ed25519") + ".pub")), SshReason.IDENTITY_UNREADABLE, Stage.LOCAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa"})
    void open_whenThePassphraseIsMissingOrWrong_thenIdentityUnreadable(String type) throws Exception {
        Path locked = Files.copy(server.userKey(type), directory.resolve("locked-" + type));
        SshKeygen.run(List.of("-p", "-q", "-N", "s3cret-phrase", "-f", locked.toString()));
        Ssh wrong = Ssh.as(OpenSshServer.user())
                .identity(SshIdentity.privateKey(locked, Secret.of("another-phrase")))
                .hostKeys(HostKeys.acceptNew(directory.resolve("kh-locked")));

        assertFails(ssh(locked), SshReason.IDENTITY_UNREADABLE, Stage.LOCAL);
        assertFails(wrong, SshReason.IDENTITY_UNREADABLE, Stage.LOCAL);
        assertThat(failureOf(wrong).getMessage()).doesNotContain("phrase\"").doesNotContain("another-phrase");
    }

    private static Ssh ssh(Path key) {
        return Ssh.as(OpenSshServer.user())
                .identity(SshIdentity.privateKey(key))
                .hostKeys(HostKeys.acceptNew(directory.resolve("kh-unreadable")));
    }

    @Test
    void open_whenKnownHostsIsADirectory_thenHostKeyUnknown() throws Exception {
        Ssh ssh = ssh().hostKeys(HostKeys.acceptNew(directory));

        assertFails(ssh, SshReason.HOST_KEY_UNKNOWN, Stage.SESSION);
    }
}
