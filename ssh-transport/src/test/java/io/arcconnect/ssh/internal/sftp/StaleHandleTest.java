package io.arcconnect.ssh.internal.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** What a server has closed may be another file's the next moment. */
class StaleHandleTest {

    private static final int WINDOW = 4 * 1024 * 1024;

    /** Some of the hundred find a writer between the decision to write and the packet. */
    @RepeatedTest(100)
    void write_whenCancelledWhileAnotherThreadWrites_thenNothingIsWrittenAfterTheClose() {
        FakeServer server = FakeServer.answering((type, id, request) ->
                type == PacketType.OPEN ? FakeServer.handle(id) : FakeServer.status(id, StatusCode.OK));
        RemoteFiles files = server.client(WINDOW);
        Flux<ByteBuffer> endless = Flux.<ByteBuffer>generate(sink -> sink.next(ByteBuffer.allocate(1)))
                .subscribeOn(Schedulers.boundedElastic());

        Disposable writing = files.write("a", WriteMode.REPLACE, 0, endless).subscribe(count -> {}, lost -> {});
        server.awaitAsked(PacketType.WRITE, 1);
        writing.dispose();
        files.channel().tidied().block(FakeServer.LIMIT);
        server.awaitAsked(PacketType.CLOSE, 1);
        files.close().block(FakeServer.LIMIT);

        List<Integer> asked = List.copyOf(server.asked());
        assertThat(asked.subList(asked.indexOf(PacketType.CLOSE), asked.size())).doesNotContain(PacketType.WRITE);
    }
}
