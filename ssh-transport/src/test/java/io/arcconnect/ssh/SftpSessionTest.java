package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.ActionEndedEvent;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.RunningSsh;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** SFTP and the session that it is opened on: who closes what, what is reported, and what there is without it. */
class SftpSessionTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path files;

    private final List<ActionEndedEvent> ended = new CopyOnWriteArrayList<>();
    private EmbeddedServer server;
    private ArcConnect arc;

    @BeforeEach
    void start() {
        server = EmbeddedServer.start();
        arc = DirectArc.builder(server.address())
                .listener(new ArcConnectListener() {
                    @Override
                    public void onActionEnded(ActionEndedEvent event) {
                        ended.add(event);
                    }
                })
                .build();
    }

    @AfterEach
    void stop() {
        arc.close().block(LIMIT);
        server.close();
    }

    private ArcMachine machine() {
        return arc.machine(DirectArc.ID);
    }

    @Test
    void on_whenASessionIsThere_thenItOutlivesTheClient() {
        String output = machine()
                .use(
                        server.ssh(),
                        session -> Mono.usingWhen(
                                        Sftp.on(session), sftp -> sftp.exists(files.toString()), SftpClient::close)
                                .then(session.exec("echo still here"))
                                .map(ExecResult::stdout))
                .block(LIMIT);

        assertThat(output).isEqualTo("still here\n");
    }

    @Test
    void over_whenTheSessionIsOfAPool_thenWhatIsDoneIsReportedAndTheSessionStays() {
        machine()
                .use(Sftp.over(SshPool.of(server.ssh())), sftp -> sftp.makeDirectory(files.resolve("new") + ""))
                .block(LIMIT);

        assertThat(server.server().sessions()).isEqualTo(1);
        Eventually.holds(
                "a report",
                LIMIT,
                () -> ended.stream().anyMatch(event -> event.action().kind().equals("mkdir")));
    }

    @Test
    void over_whenTheClientIsClosed_thenTheSessionIsToo() {
        SftpClient sftp = machine().connect(Sftp.over(server.ssh())).block(LIMIT);
        assertThat(server.server().sessions()).isEqualTo(1);

        sftp.close().block(LIMIT);

        Eventually.holds("session closed", LIMIT, () -> server.server().sessions() == 0);
        assertThatThrownBy(() -> sftp.exists("/").block(LIMIT)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void over_whenTheServerHasNoSftp_thenUnavailableAndTheSessionIsClosed() {
        EmbeddedSsh spec = EmbeddedSsh.create().password("ada", "pw");
        try (RunningSsh plain = spec.start();
                ArcConnectHolder other = new ArcConnectHolder(DirectArc.to(plain.address()))) {
            Ssh ssh = Ssh.as("ada")
                    .identity(SshIdentity.password(io.arcconnect.model.Secret.of("pw")))
                    .hostKeys(HostKeys.pinned(plain.hostKeyFingerprint()));

            SftpException error = catchThrowableOfType(
                    SftpException.class,
                    () -> other.arc()
                            .machine(DirectArc.ID)
                            .use(Sftp.over(ssh), sftp -> sftp.exists("/"))
                            .block(LIMIT));

            assertThat(error.reason()).isEqualTo(SftpReason.UNAVAILABLE);
            Eventually.holds("session closed", LIMIT, () -> plain.sessions() == 0);
        }
    }

    private record ArcConnectHolder(ArcConnect arc) implements AutoCloseable {
        @Override
        public void close() {
            arc.close().block(LIMIT);
        }
    }

    @Test
    void actions_whenFilesAreChangedAndCarried_thenEachIsReportedWithItsBytes() throws Exception {
        Path source = Files.write(files.resolve("source"), new byte[1000]);
        String there = files + "/there";

        machine()
                .use(
                        Sftp.over(server.ssh()),
                        sftp -> sftp.upload(source, there)
                                .then(sftp.download(there, files.resolve("back")))
                                .then(sftp.write(files + "/w", Mono.just(ByteBuffer.allocate(5))))
                                .then(sftp.read(files + "/w").then())
                                .then(sftp.remove(files + "/missing").onErrorComplete()))
                .block(LIMIT);
        arc.close().block(LIMIT);

        assertThat(ended)
                .filteredOn(event -> event.action().target().isPresent())
                .extracting(event -> event.action().kind() + " "
                        + files.relativize(Path.of(event.action().target().orElseThrow())) + " " + event.outcome() + " "
                        + event.bytesIn() + " " + event.bytesOut())
                .contains(
                        "upload there completed 0 1000",
                        "download there completed 1000 0",
                        "write w completed 0 5",
                        "read w completed 5 0",
                        "remove missing failed sftp.no_such_file 0 0");
    }

    @Test
    void read_whenTheSessionIsLost_thenItsLossIsTheError() throws Exception {
        Path large = files.resolve("large");
        Files.write(large, new byte[8 << 20]);
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch lost = new CountDownLatch(1);

        var reading = machine().stream(
                        Sftp.over(server.ssh()).inFlight(1 << 20),
                        sftp -> sftp.read(large.toString())
                                .concatMap(bytes -> Mono.fromCallable(() -> {
                                    first.countDown();
                                    return lost.await(60, TimeUnit.SECONDS);
                                })))
                .then()
                .toFuture();
        assertThat(first.await(60, TimeUnit.SECONDS)).isTrue();
        server.server().dropSessions();
        lost.countDown();

        assertThat(reading)
                .failsWithin(LIMIT)
                .withThrowableThat()
                .withCauseInstanceOf(io.arcconnect.error.ArcConnectException.class);
    }

    @Test
    void use_whenCancelledAtAnyPoint_thenNoPartHasTheFinalNameAndTheSessionIsFreed() throws Exception {
        byte[] content = SftpContract.bytes(600_000);
        Path source = Files.write(files.resolve("source"), content);
        Path target = Files.createDirectory(files.resolve("target"));
        SshSession session = machine().connect(server.ssh()).block(LIMIT);

        for (int round = 0; round < 60; round++) {
            long stop = round * 10_000L;
            SftpClient sftp = Sftp.on(session).block(LIMIT);
            TransferOptions options = TransferOptions.defaults();
            CountDownLatch there = new CountDownLatch(1);
            var upload = sftp.upload(source, target + "/file", options.onProgress(progress -> {
                        if (progress.fileBytes() >= stop) {
                            there.countDown();
                        }
                    }))
                    .subscribe(done -> there.countDown(), failed -> there.countDown());
            assertThat(there.await(60, TimeUnit.SECONDS)).isTrue();
            upload.dispose();
            sftp.close().block(LIMIT);

            Eventually.holds(
                    "no part is left",
                    LIMIT,
                    () -> List.of("file").containsAll(List.of(target.toFile().list())));
            if (Files.exists(target.resolve("file"))) {
                assertThat(target.resolve("file")).hasBinaryContent(content);
                Files.delete(target.resolve("file"));
            }
        }

        assertThat(session.exec("echo on").map(ExecResult::stdout).block(LIMIT)).isEqualTo("on\n");
        session.close().block(LIMIT);
    }

    @Test
    void stream_whenTheDirectoryIsReadByASlowSubscriber_thenItGetsAllNames() throws Exception {
        for (int i = 0; i < 300; i++) {
            Files.createFile(files.resolve("f" + i));
        }

        Long count = machine().stream(
                        Sftp.over(server.ssh()),
                        sftp -> sftp.list(files.toString()).limitRate(1).concatMap(entry -> Flux.just(entry), 1))
                .count()
                .block(LIMIT);

        assertThat(count).isEqualTo(300);
    }
}
