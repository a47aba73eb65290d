package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is cut off says so, in both directions, and never passes for complete. */
class LossInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static OpenSshServer server;

    @TempDir
    Path own;

    private ArcEmulator emulator;
    private ArcConnect arc;
    private ArcMachine machine;
    private Ssh ssh;

    @BeforeAll
    static void startServer() throws Exception {
        server = OpenSshServer.start(directory);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void start() throws Exception {
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .target(22, server.address())
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
        machine = arc.machine(emulator.machine("lin-01").id());
        ssh = Ssh.as(OpenSshServer.user())
                .identity(SshIdentity.privateKey(server.userKey("ed25519")))
                .hostKeys(HostKeys.pinned(server.fingerprint("ed25519"), server.fingerprint("ecdsa")));
    }

    @AfterEach
    void stop() {
        arc.close().block(LIMIT);
        emulator.close();
    }

    /** Another server, to be killed or configured. */
    private OpenSshServer another(String... options) throws Exception {
        OpenSshServer another = OpenSshServer.start(own, options);
        emulator.machine("lin-01").target(22, another.address());
        ssh = Ssh.as(OpenSshServer.user())
                .identity(SshIdentity.privateKey(another.userKey("ed25519")))
                .hostKeys(HostKeys.acceptNew(own.resolve("known_hosts")));
        return another;
    }

    static Stream<Fault> losses() {
        return Stream.of(
                Fault.reset(200_000),
                Fault.close(1000, 200_000),
                Fault.close(1001, 200_000),
                Fault.close(1008, 200_000),
                Fault.close(1011, 200_000));
    }

    private ArcConnectException failureOf(Mono<?> use) {
        ArcConnectException error = catchThrowableOfType(ArcConnectException.class, () -> use.block(LIMIT));
        assertThat(error).isNotNull();
        assertThat(error.machine()).contains(machine.id());
        return error;
    }

    @ParameterizedTest
    @MethodSource("losses")
    void exec_whenCutOffWhileItWrites_thenTheOutcomeIsUnknown(Fault loss) {
        emulator.machine("lin-01").faults(loss.once());

        ArcConnectException error = failureOf(machine.use(ssh, session -> session.exec("head -c 8M /dev/zero")));

        assertThat(error.reason()).isEqualTo(SshReason.OUTCOME_UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void exec_whenCutOffWhileItReads_thenTheOutcomeIsUnknown(Fault loss) {
        emulator.machine("lin-01").faults(loss.once());
        Flux<ByteBuffer> input = Flux.range(0, 128).map(number -> ByteBuffer.allocate(1 << 16));

        ArcConnectException error = failureOf(machine.use(
                ssh, session -> session.exec(Exec.command("tee /dev/null").stdin(input))));

        assertThat(error.reason()).isEqualTo(SshReason.OUTCOME_UNKNOWN);
    }

    @Test
    void receive_whenTheServerDiesInMidStream_thenSessionLostAndNotComplete() throws Exception {
        try (OpenSshServer doomed = another();
                ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread talker = new Thread(() -> talk(target));
            talker.setDaemon(true);
            talker.start();

            ArcConnectException error = failureOf(machine.use(
                    ssh,
                    session -> session.openStream("127.0.0.1", target.getLocalPort())
                            .flatMap(stream -> stream.receive()
                                    .doOnNext(bytes -> doomed.kill())
                                    .then())));

            assertThat(error.reason()).isEqualTo(SshReason.SESSION_LOST);
        }
    }

    /** Says one thing and stays. */
    private static void talk(ServerSocket target) {
        try (Socket socket = target.accept()) {
            socket.getOutputStream().write(new byte[1000]);
            socket.setSoTimeout(20_000);
            socket.getInputStream().readAllBytes();
        } catch (IOException ended) {
            // with the server
        }
    }

    @Test
    void send_whenTheServerDiesWhileThePublisherIsSilent_thenErrors() throws Exception {
        try (OpenSshServer doomed = another();
                ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SshSession session = machine.connect(ssh).block(LIMIT);
            DuplexStream stream =
                    session.openStream("127.0.0.1", target.getLocalPort()).block(LIMIT);

            Mono<Void> sending = stream.send(Flux.never()).doOnSubscribe(subscription -> doomed.kill());

            assertThat(failureOf(sending).reason()).isEqualTo(SshReason.SESSION_LOST);
            assertThat(failureOf(stream.send(Flux.never())).reason()).isEqualTo(SshReason.SESSION_LOST);
            assertThat(failureOf(stream.onClose()).reason()).isEqualTo(SshReason.SESSION_LOST);
            assertThat(failureOf(session.exec("true")).reason()).isEqualTo(SshReason.SESSION_LOST);
        }
    }

    @Test
    void open_whenTheKnownKeyIsForgottenInMidSession_thenTheSessionGoesOnThroughRekeying() throws Exception {
        try (OpenSshServer rekeying = another("RekeyLimit 1M")) {
            Path file = own.resolve("known_hosts");
            machine.use(ssh, session -> session.exec("true")).block(LIMIT);

            ExecResult result = machine.use(
                            ssh.hostKeys(HostKeys.knownHosts(file)),
                            session -> Mono.fromCallable(() -> Files.deleteIfExists(file))
                                    .then(session.exec("head -c 8M /dev/zero")))
                    .block(LIMIT);

            assertThat(result.stdoutBytes()).hasSize(8 << 20);
            assertThat(rekeying.log()).contains("Accepted publickey");
        }
    }
}
