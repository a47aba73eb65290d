package io.arcconnect.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a server and, while it is paused, reads nothing of what clients send: all on the way there fills up. */
final class PausableTarget implements AutoCloseable {

    private final InetSocketAddress server;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "pausable-target");
        thread.setDaemon(true);
        return thread;
    });
    private final Object gate = new Object();
    private boolean paused;

    private PausableTarget(InetSocketAddress server, ServerSocket listening) {
        this.server = server;
        this.listening = listening;
        threads.execute(this::accept);
    }

    static PausableTarget before(InetSocketAddress server) throws IOException {
        return new PausableTarget(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort());
    }

    void pause() {
        synchronized (gate) {
            paused = true;
        }
    }

    void resume() {
        synchronized (gate) {
            paused = false;
            gate.notifyAll();
        }
    }

    private void awaitResumed() throws InterruptedException {
        synchronized (gate) {
            while (paused) {
                gate.wait();
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket onward = new Socket(server.getAddress(), server.getPort());
                onward.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                AtomicInteger open = new AtomicInteger(2);
                threads.execute(() -> carry(client, onward, true, open));
                threads.execute(() -> carry(onward, client, false, open));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void carry(Socket from, Socket to, boolean pausable, AtomicInteger open) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] block = new byte[64 * 1024];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                out.write(block, 0, read);
                if (pausable) {
                    awaitResumed();
                }
            }
            to.shutdownOutput();
        } catch (IOException | InterruptedException gone) {
            close(from);
            close(to);
        }
        if (open.decrementAndGet() == 0) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // nothing is left to close
        }
    }

    @Override
    public void close() throws IOException {
        resume();
        listening.close();
        threads.shutdownNow();
    }
}
