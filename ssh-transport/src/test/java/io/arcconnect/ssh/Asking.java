package io.arcconnect.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.arcconnect.spi.DuplexStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import reactor.core.publisher.Mono;

/** The two ends of a conversation with something that answers after a half-close. */
final class Asking {

    private static final int LIMIT_MILLIS = 60_000;

    private Asking() {}

    /** Asks over a TCP connection to this computer. */
    static String port(int port, String question) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
            return over(socket, question);
        }
    }

    /** Talks over a TCP connection to this computer, and ends nothing before the answer is there: as long as the question. */
    static String chat(int port, String question) throws IOException {
        return chat(port, question, LIMIT_MILLIS);
    }

    static String chat(int port, String question, int limitMillis) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(limitMillis);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
            byte[] bytes = question.getBytes(UTF_8);
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readNBytes(bytes.length), UTF_8);
        }
    }

    /** Waits until nothing listens on a port of this computer. */
    static void awaitRefusal(int port) throws IOException {
        long deadline = System.nanoTime() + Duration.ofMillis(LIMIT_MILLIS).toNanos();
        while (System.nanoTime() < deadline) {
            try (Socket socket = new Socket()) {
                socket.setSoTimeout(100);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
                int unused = socket.getInputStream().read();
            } catch (ConnectException refused) {
                return;
            } catch (IOException stillThere) {
                // tries again
            }
        }
        throw new AssertionError("something still listens on port " + port);
    }

    /** Answers each part at once, in capitals. */
    static Mono<Void> chat(DuplexStream stream) {
        return stream.send(stream.receive().map(Asking::capitals)).then(stream.endOutput());
    }

    private static ByteBuffer capitals(ByteBuffer bytes) {
        return ByteBuffer.wrap(
                UTF_8.decode(bytes).toString().toUpperCase(Locale.ROOT).getBytes(UTF_8));
    }

    static String over(Socket socket, String question) throws IOException {
        socket.getOutputStream().write(question.getBytes(UTF_8));
        socket.shutdownOutput();
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    /** Asks over a stream. */
    static Mono<String> over(DuplexStream stream, String question) {
        return stream.send(Mono.just(ByteBuffer.wrap(question.getBytes(UTF_8))))
                .then(stream.endOutput())
                .then(text(stream));
    }

    /** Answers over a stream: what was asked, in capitals. */
    static Mono<Void> answer(DuplexStream stream) {
        return text(stream)
                .flatMap(question -> stream.send(Mono.just(
                        ByteBuffer.wrap(question.toUpperCase(Locale.ROOT).getBytes(UTF_8)))))
                .then(stream.endOutput());
    }

    private static Mono<String> text(DuplexStream stream) {
        return stream.receive().map(bytes -> UTF_8.decode(bytes).toString()).reduce("", String::concat);
    }
}
