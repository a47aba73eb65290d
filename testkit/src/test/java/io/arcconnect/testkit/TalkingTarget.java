package io.arcconnect.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says one thing to whoever connects, then waits for the other side to go. */
final class TalkingTarget implements AutoCloseable {

    private final ServerSocket server;

    private TalkingTarget(ServerSocket server) {
        this.server = server;
    }

    static TalkingTarget saying(String words) {
        try {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(() -> talk(server, words), "talking-target");
            thread.setDaemon(true);
            thread.start();
            return new TalkingTarget(server);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void talk(ServerSocket server, String words) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
                while (socket.getInputStream().read() >= 0) {
                    continue;
                }
            } catch (IOException ended) {
                // Of this connection, or of the server: the loop knows.
            }
        }
    }
}
