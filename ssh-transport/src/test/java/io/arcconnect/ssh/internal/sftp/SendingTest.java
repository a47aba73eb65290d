package io.arcconnect.ssh.internal.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.scheduler.Schedulers;

/** Pieces of a file in arrays that are used again. */
class SendingTest {

    private static final int CHUNK = 32 * 1024;
    private static final int WINDOW = 4 * CHUNK;

    @TempDir
    Path here;

    private record Written(int id, long offset, byte[] bytes) {}

    private static Carrier carrier(RemoteFiles files) {
        return new Carrier(
                files,
                Schedulers.boundedElastic(),
                new TransferPlan(false, false, false, false, true, false, 4),
                new Meter((file, fileBytes, fileSize, meter) -> {}),
                RemoteDigest.NONE);
    }

    private Path random(int size) throws Exception {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(here.resolve("source"), bytes);
    }

    /** Takes writes and hands each to the test. */
    private static FakeServer taking(FakeServer.Answer writes) {
        return FakeServer.answering((type, id, request) -> switch (type) {
            case PacketType.LSTAT -> FakeServer.status(id, StatusCode.NO_SUCH_FILE);
            case PacketType.OPEN -> FakeServer.handle(id);
            case PacketType.WRITE -> writes.to(type, id, request);
            default -> FakeServer.status(id, StatusCode.OK);
        });
    }

    private static Written written(int id, PacketReader request) throws SftpViolation {
        var handle = request.slice();
        return new Written(id, request.u64(), request.bytes());
    }

    @Test
    void upload_whenAcknowledgedBackwards_thenEveryByteIsInItsPlaceAndNoMoreThanTheWindowIsUnderWay() throws Exception {
        Path source = random(8 * WINDOW + 5);
        List<Written> all = new CopyOnWriteArrayList<>();
        List<Written> waiting = new CopyOnWriteArrayList<>();
        int[] most = new int[1];
        FakeServer[] server = new FakeServer[1];
        server[0] = taking((type, id, request) -> {
            Written piece = written(id, request);
            all.add(piece);
            waiting.add(piece);
            most[0] = Math.max(
                    most[0],
                    waiting.stream().mapToInt(each -> each.bytes().length).sum());
            boolean isLast = piece.bytes().length < CHUNK;
            if (waiting.size() == 4 || isLast) {
                for (int i = waiting.size() - 1; i >= 0; i--) {
                    server[0].say(FakeServer.status(waiting.remove(i).id(), StatusCode.OK));
                }
            }
            return null;
        });

        new FileUpload(carrier(server[0].client(WINDOW))).run(source, "/target").block(FakeServer.LIMIT);

        ByteArrayOutputStream target = new ByteArrayOutputStream();
        for (Written piece : all) {
            assertThat(piece.offset()).isEqualTo(target.size());
            target.write(piece.bytes());
        }
        assertThat(target.toByteArray()).isEqualTo(Files.readAllBytes(source));
        assertThat(most[0]).isLessThanOrEqualTo(WINDOW);
    }

    @Test
    void upload_whenAWriteIsRefused_thenItFailsAndNothingIsWrittenAfterTheClose() throws Exception {
        Path source = random(20 * WINDOW);
        FakeServer server = taking((type, id, request) ->
                FakeServer.status(id, written(id, request).offset() == WINDOW ? StatusCode.FAILURE : StatusCode.OK));
        RemoteFiles files = server.client(WINDOW);

        assertThatThrownBy(() ->
                        new FileUpload(carrier(files)).run(source, "/target").block(FakeServer.LIMIT))
                .hasCauseInstanceOf(StatusFailure.class);
        files.close().block(FakeServer.LIMIT);

        List<Integer> asked = List.copyOf(server.asked());
        assertThat(asked.subList(asked.indexOf(PacketType.CLOSE), asked.size())).doesNotContain(PacketType.WRITE);
        assertThat(asked).contains(PacketType.REMOVE).doesNotContain(PacketType.RENAME);
    }

    @Test
    void download_whenPiecesComeInBunches_thenEveryByteIsInItsPlace() throws Exception {
        byte[] whole = Files.readAllBytes(random(16 * WINDOW + 5));
        List<Integer> ids = new CopyOnWriteArrayList<>();
        List<Long> offsets = new CopyOnWriteArrayList<>();
        FakeServer[] server = new FakeServer[1];
        server[0] = FakeServer.answering((type, id, request) -> switch (type) {
            case PacketType.STAT, PacketType.FSTAT -> FakeServer.attributes(id, FakeServer.file(whole.length));
            case PacketType.OPEN -> FakeServer.handle(id);
            case PacketType.READ -> {
                var handle = request.slice();
                ids.add(id);
                offsets.add(request.u64());
                boolean isLast = offsets.get(offsets.size() - 1) + CHUNK >= whole.length;
                for (int i = ids.size() - 1; i >= 0 && (ids.size() == 4 || isLast); i--) {
                    ByteBuffer piece = ByteBuffer.wrap(
                            whole, (int) (long) offsets.get(i), (int) Math.min(CHUNK, whole.length - offsets.get(i)));
                    server[0].say(PacketWriter.request(PacketType.DATA, ids.get(i), CHUNK + 8)
                            .data(piece));
                    if (i == 0) {
                        ids.clear();
                        offsets.clear();
                    }
                }
                yield null;
            }
            default -> FakeServer.status(id, StatusCode.OK);
        });

        new FileDownload(carrier(server[0].client(WINDOW)))
                .run("/source", here.resolve("target"))
                .block(FakeServer.LIMIT);

        assertThat(here.resolve("target")).hasBinaryContent(whole);
    }
}
