package io.arcconnect.ssh.internal.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

/** A server allows larger requests than what may be under way at once. */
class NarrowWindowTest {

    private static final int WINDOW = 64 * 1024;
    private static final int SIZE = 5 * WINDOW + 3;

    private final List<Integer> lengths = new CopyOnWriteArrayList<>();

    private FakeServer server() {
        return FakeServer.raw((type, id, request) -> switch (type) {
            case PacketType.INIT ->
                PacketWriter.packet(PacketType.VERSION)
                        .u32(3)
                        .text(ServerFeatures.LIMITS)
                        .text("1");
            case PacketType.EXTENDED ->
                PacketWriter.request(PacketType.EXTENDED_REPLY, id, 32)
                        .u64(Limits.LARGEST + 1024)
                        .u64(Limits.LARGEST)
                        .u64(Limits.LARGEST)
                        .u64(0);
            case PacketType.OPEN -> FakeServer.handle(id);
            case PacketType.FSTAT -> FakeServer.attributes(id, FakeServer.file(SIZE));
            case PacketType.READ -> {
                var handle = request.slice();
                request.u64();
                int length = request.u32();
                lengths.add(length);
                yield PacketWriter.request(PacketType.DATA, id, length + 8).string(new byte[length]);
            }
            case PacketType.WRITE -> {
                var handle = request.slice();
                request.u64();
                lengths.add(request.bytes().length);
                yield FakeServer.status(id, StatusCode.OK);
            }
            default -> FakeServer.status(id, StatusCode.OK);
        });
    }

    @Test
    void read_whenTheServerAllowsMore_thenNoRequestExceedsTheWindow() {
        FakeServer server = server();

        long count = server.client(WINDOW)
                .read("a", 0, Long.MAX_VALUE)
                .map(ByteBuffer::remaining)
                .reduce(0L, Long::sum)
                .block(FakeServer.LIMIT);

        assertThat(count).isEqualTo(SIZE);
        assertThat(lengths).isNotEmpty().allMatch(length -> length <= WINDOW);
    }

    @Test
    void write_whenTheServerAllowsMore_thenNoRequestExceedsTheWindow() {
        FakeServer server = server();

        long count = server.client(WINDOW)
                .write("a", WriteMode.REPLACE, 0, Flux.just(ByteBuffer.allocate(SIZE)))
                .block(FakeServer.LIMIT);

        assertThat(count).isEqualTo(SIZE);
        assertThat(lengths).isNotEmpty().allMatch(length -> length <= WINDOW);
    }

    @ParameterizedTest
    @CsvSource({
        "32768, 32768", // the least that may be told
        "65536, 32768",
        "1048576, 131072",
        "4194304, 261120", // the default: as much as a server of OpenSSH takes
    })
    void chunk_whenTheWindowIsNarrow_thenSeveralFitAndNoneExceedsIt(int window, int chunk) {
        assertThat(InFlight.chunk(Limits.LARGEST, window)).isEqualTo(chunk);
        assertThat(InFlight.chunk(1000, window)).isEqualTo(1000);
    }
}
