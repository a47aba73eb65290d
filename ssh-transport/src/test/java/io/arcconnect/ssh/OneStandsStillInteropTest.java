package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.LeakGuard;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Channels of one session, of which one stands still because its reader or its machine takes nothing: the others carry four
 * times the window meanwhile, and then the one that stood still has everything.
 */
@Tag("interop")
@Timeout(300)
@ExtendWith(LeakGuard.class)
class OneStandsStillInteropTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MIB = 1 << 20;
    private static final int MUCH = 32 * MIB;

    @TempDir
    static Path directory;

    private static OpenSshServer server;
    private static SendingTarget target;
    private static ArcEmulator emulator;
    private static ArcConnect arc;
    private static SshSession session;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.start(directory);
        target = SendingTarget.of(MUCH);
        Files.write(directory.resolve("file"), new byte[MUCH]);
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .target(22, server.address())
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
        session = arc.machine(emulator.machine("lin-01").id())
                .connect(server.ssh())
                .block(LIMIT);
    }

    @AfterAll
    static void stop() throws Exception {
        if (arc != null) {
            arc.close().block(LIMIT);
            emulator.close();
            target.close();
            server.close();
        }
    }

    /** Takes one chunk, and the rest when it is told to. */
    private static final class Reader extends BaseSubscriber<ByteBuffer> {

        private final CompletableFuture<ByteBuffer> first = new CompletableFuture<>();
        private final CompletableFuture<Long> all = new CompletableFuture<>();
        private long bytes;

        static Reader of(Flux<ByteBuffer> flux) {
            Reader reader = new Reader();
            flux.subscribe(reader);
            assertThat(reader.first).succeedsWithin(LIMIT);
            return reader;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        protected void hookOnNext(ByteBuffer chunk) {
            bytes += chunk.remaining();
            first.complete(chunk);
        }

        @Override
        protected void hookOnComplete() {
            all.complete(bytes);
        }

        @Override
        protected void hookOnError(Throwable error) {
            first.completeExceptionally(error);
            all.completeExceptionally(error);
        }

        void hasTheRest() {
            requestUnbounded();
            assertThat(all).succeedsWithin(LIMIT).isEqualTo((long) MUCH);
        }
    }

    private static Mono<Long> bytes(Flux<ByteBuffer> flux) {
        return flux.reduce(0L, (sum, chunk) -> sum + chunk.remaining());
    }

    private static RemoteCommand head() {
        RemoteCommand command =
                session.start(Exec.command("head -c " + MUCH + " /dev/zero")).block(LIMIT);
        command.stderr().subscribe();
        return command;
    }

    private static DuplexStream stream() {
        return session.openStream("127.0.0.1", target.port()).block(LIMIT);
    }

    private static void othersCarryMuch() {
        String file = directory.resolve("file").toString();
        DuplexStream stream = stream();
        assertThat(bytes(head().stdout()).block(LIMIT)).isEqualTo(MUCH);
        assertThat(bytes(stream.receive()).block(LIMIT)).isEqualTo(MUCH);
        assertThat(Mono.usingWhen(Sftp.on(session), sftp -> bytes(sftp.read(file)), SftpClient::close)
                        .block(LIMIT))
                .isEqualTo(MUCH);
        assertThat(session.exec(Exec.command("wc -c").stdin(zeros()))
                        .block(LIMIT)
                        .stdout())
                .isEqualToIgnoringWhitespace(String.valueOf(MUCH));
        stream.close().block(LIMIT);
    }

    private static Flux<ByteBuffer> zeros() {
        return Flux.range(0, MUCH / MIB).map(number -> ByteBuffer.allocate(MIB));
    }

    @Test
    void stdout_whenItsReaderStandsStill_thenOthersOfTheSessionGoOn() {
        Reader still = Reader.of(head().stdout());

        othersCarryMuch();

        still.hasTheRest();
    }

    @Test
    void stream_whenItsReaderStandsStill_thenOthersOfTheSessionGoOn() {
        DuplexStream stream = stream();
        Reader still = Reader.of(stream.receive());

        othersCarryMuch();

        still.hasTheRest();
        stream.close().block(LIMIT);
    }

    @Test
    void read_whenItsReaderStandsStill_thenOthersOfTheSessionAndOfItsClientGoOn() {
        String file = directory.resolve("file").toString();
        SftpClient sftp = Sftp.on(session).block(LIMIT);
        Reader still = Reader.of(sftp.read(file));

        othersCarryMuch();
        assertThat(bytes(sftp.read(file)).block(LIMIT)).isEqualTo(MUCH);

        still.hasTheRest();
        sftp.close().block(LIMIT);
    }

    @Test
    void stdin_whenTheMachineReadsNothing_thenOthersOfTheSessionGoOn() {
        Path go = directory.resolve("go");
        CompletableFuture<ExecResult> still = session.exec(
                        Exec.command("while [ ! -e " + go + " ]; do sleep 0.1; done; wc -c")
                                .stdin(zeros()))
                .toFuture();

        othersCarryMuch();

        session.exec("touch " + go).block(LIMIT);
        assertThat(still)
                .succeedsWithin(LIMIT)
                .extracting(result -> result.stdout().strip())
                .isEqualTo(String.valueOf(MUCH));
    }
}
