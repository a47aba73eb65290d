package io.arcconnect.ssh.internal.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.BaseSubscriber;

class ReadingTest {

    private static final int CHUNK = 32 * 1024;

    /** A file whose every byte is its place. */
    private static PacketWriter data(int id, long offset, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (offset + i);
        }
        return PacketWriter.request(PacketType.DATA, id, length + 8).string(bytes);
    }

    private static FakeServer serving(long size, FakeServer.Answer reads) {
        return FakeServer.answering((type, id, request) -> switch (type) {
            case PacketType.OPEN -> FakeServer.handle(id);
            case PacketType.FSTAT -> FakeServer.attributes(id, FakeServer.file(size));
            case PacketType.READ -> reads.to(type, id, request);
            default -> FakeServer.status(id, StatusCode.OK);
        });
    }

    private static void isInOrder(List<ByteBuffer> chunks, long size) {
        long at = 0;
        for (ByteBuffer chunk : chunks) {
            for (; chunk.hasRemaining(); at++) {
                if (chunk.get() != (byte) at) {
                    throw new AssertionError("another byte at " + at);
                }
            }
        }
        assertThat(at).isEqualTo(size);
    }

    @Test
    void read_whenTheServerGivesLessThanAskedFor_thenTheRestIsAskedFor() {
        FakeServer server = serving(3 * CHUNK + 5, (type, id, request) -> {
            var handle = request.slice();
            long offset = request.u64();
            return data(id, offset, Math.min(request.u32(), 9_000));
        });

        List<ByteBuffer> chunks = server.client(4 * CHUNK)
                .read("a", 0, Long.MAX_VALUE)
                .collectList()
                .block(FakeServer.LIMIT);

        isInOrder(chunks, 3 * CHUNK + 5);
        server.awaitAsked(PacketType.CLOSE, 1);
    }

    @Test
    void read_whenTheServerAnswersBackwards_thenTheBytesAreInOrderAndTheWindowWasFull() throws Exception {
        record Asked(int id, long offset, int length) {}
        List<Asked> waiting = new CopyOnWriteArrayList<>();
        FakeServer[] server = new FakeServer[1];
        server[0] = serving(8L * CHUNK, (type, id, request) -> {
            var handle = request.slice();
            waiting.add(new Asked(id, request.u64(), request.u32()));
            if (waiting.size() % 4 == 0) {
                for (int i = 1; i <= 4; i++) {
                    Asked asked = waiting.get(waiting.size() - i);
                    server[0].say(data(asked.id(), asked.offset(), asked.length()));
                }
            }
            return null;
        });

        List<ByteBuffer> chunks = server[0]
                .client(4 * CHUNK)
                .read("a", 0, Long.MAX_VALUE)
                .collectList()
                .block(FakeServer.LIMIT);

        isInOrder(chunks, 8L * CHUNK);
    }

    @Test
    void read_whenNobodyTakes_thenNoMoreThanTheWindowIsAskedFor() throws Exception {
        CountDownLatch full = new CountDownLatch(4);
        FakeServer server = serving(1000L * CHUNK, (type, id, request) -> {
            var handle = request.slice();
            full.countDown();
            return data(id, request.u64(), request.u32());
        });
        RemoteFiles files = server.client(4 * CHUNK);
        BaseSubscriber<ByteBuffer> idle = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                // takes nothing
            }
        };

        files.read("a", 0, Long.MAX_VALUE).subscribe(idle);
        assertThat(full.await(30, TimeUnit.SECONDS)).isTrue();
        files.stat("fence", true).onErrorComplete().block(FakeServer.LIMIT);

        assertThat(server.count(PacketType.READ)).isEqualTo(4);
        idle.cancel();
        server.awaitAsked(PacketType.CLOSE, 1);
    }

    @Test
    void read_whenTheFileBecomesShorter_thenItHasChanged() {
        FakeServer server = serving(3 * CHUNK, (type, id, request) -> {
            var handle = request.slice();
            long offset = request.u64();
            return offset > 0 ? FakeServer.status(id, StatusCode.EOF) : data(id, offset, request.u32());
        });

        assertThatThrownBy(
                        () -> server.client(CHUNK).read("a", 0, Long.MAX_VALUE).blockLast(FakeServer.LIMIT))
                .hasCauseInstanceOf(FileChanged.class);
    }

    @Test
    void read_whenTheServerGivesMoreThanAskedFor_thenViolation() {
        FakeServer server = serving(CHUNK, (type, id, request) -> data(id, 0, CHUNK + 1));

        assertThatThrownBy(
                        () -> server.client(CHUNK).read("a", 0, Long.MAX_VALUE).blockLast(FakeServer.LIMIT))
                .hasCauseInstanceOf(SftpViolation.class);
    }

    @Test
    void read_whenTheServerGivesNothingInsteadOfAnEnd_thenViolationAndNoEndlessLoop() {
        FakeServer server = serving(0, (type, id, request) -> data(id, 0, 0));

        assertThatThrownBy(
                        () -> server.client(CHUNK).read("a", 0, Long.MAX_VALUE).blockLast(FakeServer.LIMIT))
                .hasCauseInstanceOf(SftpViolation.class);
    }
}
