package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Cancelling on a real server, which allows ten commands at a time and counts those that nobody wants any more. */
class CancelInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    private static OpenSshServer server;
    private static MutableSilence silence;
    private static ArcEmulator emulator;
    private static ArcConnect arc;
    private static ArcMachine machine;
    private static Ssh ssh;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.start(directory);
        silence = MutableSilence.before(server.address());
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .target(22, silence.address())
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
        machine = arc.machine(emulator.machine("lin-01").id());
        ssh = Ssh.as(OpenSshServer.user())
                .identity(SshIdentity.privateKey(server.userKey("ed25519")))
                .hostKeys(HostKeys.pinned(server.fingerprint("ed25519"), server.fingerprint("ecdsa")));
    }

    @AfterAll
    static void stop() throws Exception {
        arc.close().block(LIMIT);
        emulator.close();
        silence.close();
        server.close();
    }

    @Test
    void connect_whenCancelledAfterItsValueAsNextDoes_thenTheSessionStaysOpen() {
        SshSession session = Flux.from(machine.connect(ssh)).next().block(LIMIT);

        assertThat(session.exec("echo hello").block(LIMIT).stdout()).isEqualTo("hello\n");
        session.close().block(LIMIT);
    }

    @Test
    void start_whenCancelledAfterItsValueAsNextDoes_thenTheCommandRuns() {
        ExitStatus exit = machine.use(
                        ssh,
                        session -> Flux.from(session.start(Exec.command("cat; exit 7")))
                                .next()
                                .flatMap(RemoteCommand::exit))
                .block(LIMIT);

        assertThat(exit).isEqualTo(ExitStatus.of(7));
    }

    @Test
    void exec_whenCancelledBeforeTheServerAnswers_thenTheServerForgetsTheChannelAndRunsNothing() throws Exception {
        Path proof = directory.resolve("ran");
        SshSession session = machine.connect(ssh).block(LIMIT);

        silence.begin();
        for (int i = 0; i < 25; i++) {
            Disposable running = session.exec("touch " + proof + "; sleep 30")
                    .onErrorComplete()
                    .subscribe();
            running.dispose();
        }
        silence.end();

        assertThat(Mono.defer(() -> session.exec("echo hello"))
                        .retryWhen(reactor.util.retry.Retry.backoff(5, Duration.ofMillis(200)))
                        .block(LIMIT)
                        .stdout())
                .isEqualTo("hello\n");
        assertThat(Files.exists(proof)).isFalse();
        session.close().block(LIMIT);
    }

    @Test
    void start_whenCancelledAtAnyMoment_thenTheServerForgetsTheChannel() {
        SshSession session = machine.connect(ssh).block(LIMIT);

        for (int microseconds = 0; microseconds < 12_000; microseconds += 300) {
            // What is handed over before the cancel is its taker's to close.
            Disposable running = session.start(Exec.command("cat").stdin(Flux.never()))
                    .onErrorComplete()
                    .subscribe(handed -> handed.close().subscribe());
            Mono.delay(Duration.ofNanos(microseconds * 1000L)).block(LIMIT);
            running.dispose();
        }

        assertThat(Mono.defer(() -> session.exec("echo hello"))
                        .retryWhen(reactor.util.retry.Retry.backoff(5, Duration.ofMillis(200)))
                        .block(LIMIT)
                        .stdout())
                .isEqualTo("hello\n");
        session.close().block(LIMIT);
    }

    @RepeatedTest(5)
    void use_whenAnUploadIsCancelledWithItsSession_thenItsPartIsRemovedFirst(@TempDir Path files) throws Exception {
        Path source = Files.write(files.resolve("source"), new byte[64 << 20]);
        Path target = Files.createDirectory(files.resolve("target"));
        CountDownLatch carrying = new CountDownLatch(1);
        TransferOptions options = TransferOptions.defaults().onProgress(progress -> carrying.countDown());
        CountDownLatch closed = new CountDownLatch(1);

        Disposable upload = machine.use(
                        ssh,
                        session -> Mono.fromRunnable(
                                        () -> session.onClose().subscribe(none -> {}, e -> {}, closed::countDown))
                                .then(Mono.usingWhen(
                                        Sftp.on(session),
                                        sftp -> sftp.upload(source, target + "/file", options),
                                        SftpClient::close)))
                .subscribe();
        assertThat(carrying.await(30, TimeUnit.SECONDS)).isTrue();
        // As long as the server is not heard, the part's removal has no answer, and much that was written before waits.
        silence.begin();
        upload.dispose();
        silence.end();

        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(target).isEmptyDirectory();
    }

    /** As Ctrl-C does. */
    @RepeatedTest(5)
    void close_whenAnUploadIsCancelledAsItBegins_thenItsPartIsRemovedFirst(@TempDir Path files) throws Exception {
        Path source = Files.write(files.resolve("source"), new byte[64 << 20]);
        Path target = Files.createDirectory(files.resolve("target"));
        ArcConnect own = emulator.arcConnect().build();

        CompletableFuture<Transfer> upload = own.machine(machine.id())
                .use(
                        ssh,
                        session -> Mono.usingWhen(
                                Sftp.on(session),
                                sftp -> sftp.upload(source, target + "/file", TransferOptions.defaults()),
                                SftpClient::close))
                .toFuture();
        Eventually.holds("a part", LIMIT, () -> target.toFile().list().length > 0 || upload.isDone());
        upload.cancel(true);
        own.close().block(LIMIT);

        assertThat(target).isEmptyDirectory();
    }
}
