package io.arcconnect.ssh.internal.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

class TransferTest {

    private static final int CHUNK = 32 * 1024;

    @TempDir
    Path here;

    private static Carrier carrier(RemoteFiles files, boolean resume) {
        return new Carrier(
                files,
                Schedulers.boundedElastic(),
                new TransferPlan(false, resume, false, false, true, false, 4),
                new Meter((file, fileBytes, fileSize, meter) -> {}),
                RemoteDigest.NONE);
    }

    /** Has a tree of one directory with one name in it, and each file has one byte. */
    private static FakeServer naming(RemoteName name, String link) {
        boolean[] told = new boolean[1];
        return FakeServer.answering((type, id, request) -> switch (type) {
            case PacketType.STAT -> FakeServer.attributes(id, FakeServer.mode(0040755));
            case PacketType.OPENDIR, PacketType.OPEN -> FakeServer.handle(id);
            case PacketType.READDIR -> {
                boolean end = told[0];
                told[0] = true;
                yield end ? FakeServer.status(id, StatusCode.EOF) : FakeServer.names(id, List.of(name));
            }
            case PacketType.FSTAT -> FakeServer.attributes(id, FakeServer.file(1));
            case PacketType.READ -> PacketWriter.request(PacketType.DATA, id, 8).text("x");
            case PacketType.READLINK -> FakeServer.names(id, List.of(new RemoteName(link, "", Attributes.NONE)));
            default -> FakeServer.status(id, StatusCode.OK);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../out", "/out", "a/../../out", "\uFFFD"})
    void downloadTree_whenAFileIsNamedToLeaveIt_thenUnsafeAndNothingIsWritten(String name) throws Exception {
        FakeServer server = naming(new RemoteName(name, "", FakeServer.file(1)), "");
        Path target = here.resolve("in");

        assertThatThrownBy(() -> new TreeDownload(carrier(server.client(CHUNK), false), "/src", target)
                        .run()
                        .block(FakeServer.LIMIT))
                .hasCauseInstanceOf(UnsafeName.class);

        assertThat(target).isEmptyDirectory();
        assertThat(here.toFile().list()).containsExactly("in");
    }

    @Test
    void downloadTree_whenALinkStandsWhereADirectoryBelongs_thenUnsafe() throws Exception {
        Path out = Files.createDirectory(here.resolve("out"));
        Path target = Files.createDirectory(here.resolve("in"));
        Files.createSymbolicLink(target.resolve("dir"), out);
        FakeServer server = naming(new RemoteName("dir", "", FakeServer.mode(0040755)), "");

        assertThatThrownBy(() -> new TreeDownload(carrier(server.client(CHUNK), false), "/src", target)
                        .run()
                        .block(FakeServer.LIMIT))
                .hasCauseInstanceOf(UnsafeName.class);

        assertThat(out).isEmptyDirectory();
    }

    @Test
    void downloadTree_whenALinkStandsWhereAFileBelongs_thenItIsReplacedAndNotFollowed() throws Exception {
        Path out = Files.writeString(here.resolve("out"), "untouched");
        Path target = Files.createDirectory(here.resolve("in"));
        Files.createSymbolicLink(target.resolve("file"), out);
        FakeServer server = naming(new RemoteName("file", "", FakeServer.file(1)), "");

        new TreeDownload(carrier(server.client(CHUNK), false), "/src", target)
                .run()
                .block(FakeServer.LIMIT);

        assertThat(out).hasContent("untouched");
        assertThat(target.resolve("file")).isRegularFile().hasContent("x");
    }

    @Test
    void downloadTree_whenALinkLeadsOut_thenItIsLeftOutAndSaid() {
        FakeServer server = naming(new RemoteName("link", "", FakeServer.mode(0120777)), "../../etc");
        Carrier carrier = carrier(server.client(CHUNK), false);
        Path target = here.resolve("in");

        new TreeDownload(carrier, "/src", target).run().block(FakeServer.LIMIT);

        assertThat(target).isEmptyDirectory();
        assertThat(carrier.meter().skipped()).containsExactly("/src/link");
    }

    /** Takes writes and acknowledges none, so that a cancel always comes in the middle. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void upload_whenCancelledInTheMiddle_thenNothingHasTheFinalName(boolean resume) throws Exception {
        Path source = Files.write(here.resolve("source"), new byte[10 * CHUNK]);
        CountDownLatch writing = new CountDownLatch(1);
        FakeServer server = FakeServer.answering((type, id, request) -> switch (type) {
            case PacketType.LSTAT -> FakeServer.status(id, StatusCode.NO_SUCH_FILE);
            case PacketType.OPEN -> FakeServer.handle(id);
            case PacketType.FSTAT -> FakeServer.attributes(id, FakeServer.file(0));
            case PacketType.WRITE -> {
                writing.countDown();
                yield null;
            }
            default -> FakeServer.status(id, StatusCode.OK);
        });
        RemoteFiles files = server.client(2 * CHUNK);

        Disposable upload =
                new FileUpload(carrier(files, resume)).run(source, "/target").subscribe();
        assertThat(writing.await(30, TimeUnit.SECONDS)).isTrue();
        upload.dispose();
        server.awaitAsked(PacketType.CLOSE, 1);
        if (!resume) {
            server.awaitAsked(PacketType.REMOVE, 1);
        }
        files.close().block(FakeServer.LIMIT);

        assertThat(server.count(PacketType.WRITE)).isLessThanOrEqualTo(2);
        assertThat(server.count(PacketType.RENAME)).isZero();
        assertThat(server.count(PacketType.CLOSE)).isEqualTo(1);
        assertThat(server.count(PacketType.REMOVE)).isEqualTo(resume ? 0 : 1);
    }

    /** As those of /proc come: without a size, a line or a page at a time. */
    @Test
    void download_whenAFileWithoutSizeComesInManyShortAnswers_thenAllOfIt() {
        int[] reads = new int[1];
        FakeServer server = FakeServer.answering((type, id, request) -> switch (type) {
            case PacketType.STAT, PacketType.FSTAT -> FakeServer.attributes(id, FakeServer.file(0));
            case PacketType.OPEN -> FakeServer.handle(id);
            case PacketType.READ ->
                ++reads[0] > 100
                        ? FakeServer.status(id, StatusCode.EOF)
                        : PacketWriter.request(PacketType.DATA, id, 8).text("x");
            default -> FakeServer.status(id, StatusCode.OK);
        });

        new FileDownload(carrier(server.client(2 * CHUNK), false))
                .run("/proc/long", here.resolve("target"))
                .block(FakeServer.LIMIT);

        assertThat(here.resolve("target")).hasContent("x".repeat(100));
    }

    @Test
    void download_whenCancelledInTheMiddle_thenNothingIsLeft() throws Exception {
        CountDownLatch reading = new CountDownLatch(2);
        FakeServer server = FakeServer.answering((type, id, request) -> switch (type) {
            case PacketType.STAT, PacketType.FSTAT -> FakeServer.attributes(id, FakeServer.file(10L * CHUNK));
            case PacketType.OPEN -> FakeServer.handle(id);
            case PacketType.READ -> {
                reading.countDown();
                yield reading.getCount() == 0
                        ? null
                        : PacketWriter.request(PacketType.DATA, id, CHUNK).string(new byte[CHUNK]);
            }
            default -> FakeServer.status(id, StatusCode.OK);
        });
        RemoteFiles files = server.client(2 * CHUNK);

        Disposable download = new FileDownload(carrier(files, false))
                .run("/source", here.resolve("target"))
                .subscribe();
        assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
        download.dispose();
        files.close().block(FakeServer.LIMIT);

        assertThat(here).isEmptyDirectory();
    }

    @Test
    void upload_whenTheServerHasNoPosixRename_thenTheOldFileIsMovedAsideAndComesBackWhenItMust() throws Exception {
        Path source = Files.writeString(here.resolve("source"), "new");
        int[] renames = new int[1];
        FakeServer server = FakeServer.answering((type, id, request) -> switch (type) {
            case PacketType.LSTAT -> FakeServer.attributes(id, FakeServer.file(3));
            case PacketType.OPEN -> FakeServer.handle(id);
            case PacketType.RENAME ->
                FakeServer.status(id, List.of(4, 0, 4, 0).get(renames[0]++) == 0 ? StatusCode.OK : StatusCode.FAILURE);
            default -> FakeServer.status(id, StatusCode.OK);
        });

        assertThatThrownBy(() -> new FileUpload(carrier(server.client(CHUNK), false))
                        .run(source, "/target")
                        .block(FakeServer.LIMIT))
                .hasCauseInstanceOf(StatusFailure.class);

        assertThat(renames[0]).as("taken, aside, refused, back").isEqualTo(4);
    }

    @Test
    void replacing_whenTheServerHasNoPosixRename_thenADirectoryIsNotMovedAside() {
        List<Integer> asked = new CopyOnWriteArrayList<>();
        FakeServer server = FakeServer.answering((type, id, request) -> {
            asked.add(type);
            return type == PacketType.LSTAT
                    ? FakeServer.attributes(id, FakeServer.mode(0040755))
                    : FakeServer.status(id, StatusCode.FAILURE);
        });

        assertThatThrownBy(
                        () -> new Replacing(carrier(server.client(CHUNK), false).files())
                                .put("/new", "/directory")
                                .block(FakeServer.LIMIT))
                .hasCauseInstanceOf(StatusFailure.class);

        assertThat(asked).containsOnlyOnce(PacketType.RENAME);
    }

    @Test
    void inFlight_whenSharesAreCancelled_thenAllOfItIsFreeAgain() {
        InFlight inFlight = new InFlight(10);
        InFlight.Lease first = inFlight.lease();
        InFlight.Lease second = inFlight.lease();
        first.take(6).block(FakeServer.LIMIT);
        Disposable waiting = second.take(20).subscribe();
        InFlight.Lease third = inFlight.lease();
        var behind = third.take(10).toFuture();

        waiting.dispose();
        second.close();
        assertThat(behind).isNotDone();
        first.close();

        assertThat(behind).succeedsWithin(FakeServer.LIMIT);
    }
}
