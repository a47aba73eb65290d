package io.arcconnect.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sends so many zeros to everybody who connects, and hangs up. */
final class SendingTarget implements AutoCloseable {

    private final long bytes;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "sending-target");
        thread.setDaemon(true);
        return thread;
    });

    private SendingTarget(long bytes, ServerSocket listening) {
        this.bytes = bytes;
        this.listening = listening;
        threads.execute(this::accept);
    }

    static SendingTarget of(long bytes) throws IOException {
        return new SendingTarget(bytes, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                threads.execute(() -> send(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void send(Socket client) {
        byte[] block = new byte[64 * 1024];
        try (client) {
            for (long sent = 0; sent < bytes; sent += block.length) {
                client.getOutputStream().write(block);
            }
        } catch (IOException gone) {
            // the peer wanted no more
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
