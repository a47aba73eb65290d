package io.arcconnect.ssh.internal.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.test.scheduler.VirtualTimeScheduler;

class SftpChannelTest {

    private static final int WINDOW = 1 << 20;

    private static Throwable opening(FakeServer server) {
        return Exceptions.unwrap(catchThrowable(() -> server.client(WINDOW)));
    }

    @Test
    void over_whenTheServerEndsBeforeItGreets_thenChannelEnded() {
        FakeServer server = FakeServer.raw((type, id, request) -> null);
        server.pair().right().close().block(FakeServer.LIMIT);

        assertThat(opening(server)).isInstanceOf(ChannelEnded.class);
    }

    @Test
    void over_whenTheServerIsTooOldOrNoServer_thenViolationAndTheStreamIsClosed() {
        FakeServer old = FakeServer.raw(
                (type, id, request) -> PacketWriter.packet(PacketType.VERSION).u32(2));
        FakeServer text = FakeServer.raw((type, id, request) -> null);
        text.sayRaw("Please log in at the console.\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        assertThat(opening(old)).isInstanceOf(SftpViolation.class).hasMessageContaining("version 2");
        assertThat(opening(text)).isInstanceOf(SftpViolation.class);
        FakeServer.await(old.pair().right().onClose());
        FakeServer.await(text.pair().right().onClose());
    }

    @Test
    void request_whenAnswersComeInAnotherOrder_thenEachGetsItsOwn() {
        FakeServer[] server = new FakeServer[1];
        int[] first = new int[1];
        server[0] = FakeServer.answering((type, id, request) -> {
            if (first[0] == 0) {
                first[0] = id;
                return null;
            }
            server[0].say(FakeServer.attributes(id, FakeServer.file(id)));
            return FakeServer.attributes(first[0], FakeServer.file(first[0]));
        });
        RemoteFiles files = server[0].client(WINDOW);

        var both = Flux.merge(files.stat("a", true), files.stat("b", true))
                .map(attributes -> attributes.size().orElse(0))
                .collectList()
                .block(FakeServer.LIMIT);

        assertThat(both).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void request_whenNobodyAskedForTheAnswer_thenViolationForAllAndTheEnd() {
        FakeServer server = FakeServer.answering((type, id, request) -> FakeServer.status(id + 7, StatusCode.OK));
        RemoteFiles files = server.client(WINDOW);

        assertThatThrownBy(() -> files.remove("a").block(FakeServer.LIMIT)).hasCauseInstanceOf(SftpViolation.class);
        assertThatThrownBy(() -> files.remove("b").block(FakeServer.LIMIT)).hasCauseInstanceOf(SftpViolation.class);
        assertThatThrownBy(() -> files.onClose().block(FakeServer.LIMIT)).hasCauseInstanceOf(SftpViolation.class);
    }

    @Test
    void request_whenTheAnswerIsOfAnotherKind_thenViolationForIt() {
        FakeServer server = FakeServer.answering((type, id, request) -> FakeServer.handle(id));
        RemoteFiles files = server.client(WINDOW);

        assertThatThrownBy(() -> files.stat("a", true).block(FakeServer.LIMIT))
                .hasCauseInstanceOf(SftpViolation.class)
                .hasMessageContaining("stat");
    }

    @Test
    void request_whenTheConnectionIsLost_thenEachGetsTheCause() {
        FakeServer server = FakeServer.answering((type, id, request) -> null);
        RemoteFiles files = server.client(WINDOW);
        var waiting = files.stat("a", true).toFuture();

        server.pair().lose(new IOException("cut"));

        assertThat(catchThrowable(() -> waiting.get(30, TimeUnit.SECONDS))).hasRootCauseMessage("cut");
        assertThatThrownBy(() -> files.stat("b", true).block(FakeServer.LIMIT)).hasRootCauseMessage("cut");
    }

    @Test
    void request_whenTheServerSaysNothing_thenUnansweredForAllAndTheEnd() {
        FakeServer server = FakeServer.answering((type, id, request) -> null);
        RemoteFiles files = server.client(WINDOW, Duration.ofMillis(100));

        assertThatThrownBy(() -> files.stat("a", true).block(FakeServer.LIMIT)).hasCauseInstanceOf(Unanswered.class);
        assertThatThrownBy(() -> files.remove("b").block(FakeServer.LIMIT)).hasCauseInstanceOf(Unanswered.class);
        assertThatThrownBy(() -> files.onClose().block(FakeServer.LIMIT)).hasCauseInstanceOf(Unanswered.class);
        FakeServer.await(server.pair().right().onClose());
    }

    @Test
    void request_whenTheServerAnswersOthersOrNobodyAsks_thenSilenceBeginsAnew() {
        VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
        try {
            FakeServer server = FakeServer.answering(
                    (type, id, request) -> type == PacketType.REMOVE ? FakeServer.status(id, StatusCode.OK) : null);
            RemoteFiles files = server.client(WINDOW, Duration.ofSeconds(8));
            time.advanceTimeBy(Duration.ofHours(1));
            var waiting = files.stat("a", true).toFuture();

            for (int i = 0; i < 10; i++) {
                time.advanceTimeBy(Duration.ofSeconds(7));
                files.remove("b").toFuture().join();
            }
            assertThat(waiting).isNotDone();
            time.advanceTimeBy(Duration.ofSeconds(10));

            assertThat(waiting).isCompletedExceptionally();
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    @Test
    void cancel_whenAFileIsOpenedForNobody_thenItIsClosedBeforeTheChannelIs() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        int[] id = new int[1];
        FakeServer server = FakeServer.answering((type, asked, request) -> {
            if (type == PacketType.OPEN) {
                id[0] = asked;
                opening.countDown();
                return null;
            }
            return FakeServer.status(asked, StatusCode.OK);
        });
        RemoteFiles files = server.client(WINDOW);

        Disposable reading = files.read("a", 0, 10).subscribe();
        assertThat(opening.await(30, TimeUnit.SECONDS)).isTrue();
        reading.dispose();
        var closed = files.close().toFuture();
        server.say(FakeServer.handle(id[0]));
        closed.get(30, TimeUnit.SECONDS);

        assertThat(server.asked()).endsWith(PacketType.OPEN, PacketType.CLOSE);
    }
}
