package io.arcconnect.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a forward leads to. It sends everything back when its peer has sent the last of it, and not before: only through a
 * forward that keeps half-closes does an answer come. An echo sends everything back at once.
 */
final class AnsweringTarget implements AutoCloseable {

    private final ServerSocketChannel listening;
    private final boolean atOnce;
    private final AtomicInteger accepted = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "answering-target");
        thread.setDaemon(true);
        return thread;
    });

    private AnsweringTarget(ServerSocketChannel listening, boolean atOnce) {
        this.listening = listening;
        this.atOnce = atOnce;
        threads.execute(this::accept);
    }

    static AnsweringTarget onTcp() throws IOException {
        return new AnsweringTarget(tcp(), false);
    }

    static AnsweringTarget echo() throws IOException {
        return new AnsweringTarget(tcp(), true);
    }

    private static ServerSocketChannel tcp() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    static AnsweringTarget onSocket(Path path) throws IOException {
        return new AnsweringTarget(
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path)), false);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) local();
    }

    int port() {
        return address().getPort();
    }

    int accepted() {
        return accepted.get();
    }

    private SocketAddress local() {
        try {
            return listening.getLocalAddress();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel connection = listening.accept();
                accepted.incrementAndGet();
                threads.execute(() -> answer(connection));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void answer(SocketChannel connection) {
        try (connection;
                OutputStream out = Channels.newOutputStream(connection)) {
            InputStream in = Channels.newInputStream(connection);
            if (atOnce) {
                in.transferTo(out);
            } else {
                out.write(in.readAllBytes());
            }
        } catch (IOException gone) {
            // the peer did not want an answer
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
