package io.arcconnect.tunnel;

import io.arcconnect.internal.net.NettyLocalListener;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** Real local ports, and clients of them. */
final class Loopback implements AutoCloseable {

    static final Duration BOUND = Duration.ofSeconds(30);

    private final LoopResources loops = LoopResources.create("test-tunnel", 2, true);

    TestRoute route() {
        return new TestRoute(new NettyLocalListener(loops));
    }

    static LocalPort open(Tunnel<?> tunnel, TestRoute route) {
        return tunnel.open(route).blockOptional(BOUND).orElseThrow();
    }

    static Socket connect(LocalPort port) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout((int) BOUND.toMillis());
        socket.connect(port.localAddress(), (int) BOUND.toMillis());
        return socket;
    }

    /** Sends all, ends its output, and reads to the end. */
    static byte[] echo(LocalPort port, byte[] bytes) throws IOException {
        try (Socket client = connect(port)) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> sendAndEnd(client, bytes));
            byte[] received = client.getInputStream().readAllBytes();
            sent.join();
            return received;
        }
    }

    /** Sends and reads back as many, and leaves the connection open. */
    static byte[] chat(Socket client, byte[] bytes) throws IOException {
        client.getOutputStream().write(bytes);
        return client.getInputStream().readNBytes(bytes.length);
    }

    static boolean isEnded(Socket client) throws IOException {
        try {
            return client.getInputStream().read() == -1;
        } catch (SocketException reset) {
            return true;
        }
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it never came to be");
            }
            Mono.delay(Duration.ofMillis(5)).block(BOUND);
        }
    }

    private static void sendAndEnd(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
            client.shutdownOutput();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        loops.disposeLater(Duration.ZERO, Duration.ofSeconds(10)).block(BOUND);
    }
}
