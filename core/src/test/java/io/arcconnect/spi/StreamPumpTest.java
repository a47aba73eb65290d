package io.arcconnect.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.internal.net.NettyLocalListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.resources.LoopResources;

/** Two clients, each connected to its own port, and the pump between what the ports accepted. */
class StreamPumpTest {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int CHUNK = 64 * 1024;
    private static final int CHUNKS = 1024;

    private final LoopResources loops = LoopResources.create("test-pump", 2, true);
    // The common pool has too few threads on two cores for three that block.
    private final ExecutorService aside = Executors.newCachedThreadPool();
    private DuplexStream streamA;
    private DuplexStream streamB;
    private Socket clientA;
    private Socket clientB;

    @BeforeEach
    void connectBoth() throws IOException {
        Sinks.One<DuplexStream> a = Sinks.one();
        Sinks.One<DuplexStream> b = Sinks.one();
        clientA = connect(a);
        clientB = connect(b);
        streamA = a.asMono().blockOptional(BOUND).orElseThrow();
        streamB = b.asMono().blockOptional(BOUND).orElseThrow();
    }

    @AfterEach
    void disconnect() throws IOException {
        clientA.close();
        clientB.close();
        aside.shutdownNow();
        loops.disposeLater(Duration.ZERO, BOUND).block(BOUND);
    }

    @Test
    void pump_when64MiBGoBothWaysAtOnce_thenEveryByteArrives() throws Exception {
        CompletableFuture<Void> end = StreamPump.pump(streamA, streamB).toFuture();

        CompletableFuture<byte[]> sentByA = CompletableFuture.supplyAsync(() -> sendAndEnd(clientA, 1), aside);
        CompletableFuture<byte[]> sentByB = CompletableFuture.supplyAsync(() -> sendAndEnd(clientB, 2), aside);
        CompletableFuture<byte[]> receivedByA = CompletableFuture.supplyAsync(() -> receiveAll(clientA), aside);
        byte[] receivedByB = receiveAll(clientB);

        assertThat(receivedByB).isEqualTo(sentByA.get(60, TimeUnit.SECONDS));
        assertThat(receivedByA.get(60, TimeUnit.SECONDS)).isEqualTo(sentByB.get(60, TimeUnit.SECONDS));
        end.get(60, TimeUnit.SECONDS);
        streamA.onClose().block(BOUND);
        streamB.onClose().block(BOUND);
    }

    @Test
    void pump_whenOneSideEndsItsOutput_thenTheAnswerStillArrives() throws Exception {
        CompletableFuture<Void> end = StreamPump.pump(streamA, streamB).toFuture();

        clientA.getOutputStream().write("question".getBytes(UTF_8));
        clientA.shutdownOutput();
        String question = new String(clientB.getInputStream().readAllBytes(), UTF_8);
        clientB.getOutputStream().write("answer".getBytes(UTF_8));
        clientB.shutdownOutput();
        String answer = new String(clientA.getInputStream().readAllBytes(), UTF_8);

        assertThat(question).isEqualTo("question");
        assertThat(answer).isEqualTo("answer");
        end.get(60, TimeUnit.SECONDS);
    }

    @Test
    void pump_whenCancelled_thenBothAreClosed() throws Exception {
        Disposable running = StreamPump.pump(streamA, streamB).subscribe();
        clientA.getOutputStream().write(1);
        assertThat(clientB.getInputStream().read()).isEqualTo(1);

        running.dispose();

        assertThat(clientA.getInputStream().read()).isEqualTo(-1);
        assertThat(clientB.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void pump_whenOneSideIsLost_thenFailsAndBothAreClosed() throws Exception {
        CompletableFuture<Throwable> failure = StreamPump.pump(streamA, streamB)
                .<Throwable>then(Mono.empty())
                .onErrorResume(Mono::just)
                .toFuture();
        clientA.getOutputStream().write(1);
        assertThat(clientB.getInputStream().read()).isEqualTo(1);

        clientA.setSoLinger(true, 0);
        clientA.close();

        assertThat(failure.get(60, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        assertThat(clientB.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void pump_whenOneSideIsClosedAltogether_thenEndsWithoutWaitingForTheOther() throws Exception {
        CompletableFuture<Void> end = StreamPump.pump(streamA, streamB).toFuture();

        streamB.close().block(BOUND);

        end.get(60, TimeUnit.SECONDS);
        assertThat(clientA.getInputStream().read()).isEqualTo(-1);
    }

    private Socket connect(Sinks.One<DuplexStream> accepted) throws IOException {
        LocalEndpoint endpoint = new NettyLocalListener(loops)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), stream -> {
                    accepted.tryEmitValue(stream);
                    return stream.onClose();
                })
                .blockOptional(BOUND)
                .orElseThrow();
        Socket socket = new Socket();
        socket.setSoTimeout((int) BOUND.toMillis());
        socket.connect(endpoint.localAddress(), (int) BOUND.toMillis());
        return socket;
    }

    private static byte[] sendAndEnd(Socket client, long seed) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Random random = new Random(seed);
            byte[] chunk = new byte[CHUNK];
            OutputStream out = client.getOutputStream();
            for (int i = 0; i < CHUNKS; i++) {
                random.nextBytes(chunk);
                digest.update(chunk);
                out.write(chunk);
            }
            client.shutdownOutput();
            return digest.digest();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] receiveAll(Socket client) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            InputStream in = new DigestInputStream(client.getInputStream(), digest);
            assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo((long) CHUNK * CHUNKS);
            return digest.digest();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
