package io.arcconnect.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Stands in front of a server and can keep what it says, so that a test decides when its answers arrive. */
final class MutableSilence implements AutoCloseable {

    private final InetSocketAddress server;
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object turn = new Object();
    private final AtomicLong heard = new AtomicLong();
    private boolean silent;

    private MutableSilence(InetSocketAddress server) throws IOException {
        this.server = server;
        start("silence-door", this::accept);
    }

    static MutableSilence before(InetSocketAddress server) throws IOException {
        return new MutableSilence(server);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
    }

    /** From here on the server is heard no more; what it says is kept. */
    void begin() {
        synchronized (turn) {
            silent = true;
        }
    }

    /** Lets through what was kept and all that follows. */
    void end() {
        synchronized (turn) {
            silent = false;
            turn.notifyAll();
        }
    }

    /** {@return how many pieces of the server's talk have passed} */
    long heard() {
        return heard.get();
    }

    @Override
    public void close() throws IOException {
        end();
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = door.accept();
            Socket machine = new Socket(server.getAddress(), server.getPort());
            open.add(client);
            open.add(machine);
            start("silence-there", () -> copy(client, machine, () -> {}));
            start("silence-back", () -> copy(machine, client, this::awaitEnd));
        }
    }

    private void awaitEnd() {
        synchronized (turn) {
            while (silent) {
                try {
                    turn.wait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        heard.incrementAndGet();
    }

    private static void copy(Socket from, Socket to, Runnable beforeEach) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[32_768];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                beforeEach.run();
                out.write(bytes, 0, count);
            }
        }
    }

    private static void start(String name, Copying copying) {
        Thread thread = new Thread(
                () -> {
                    try {
                        copying.run();
                    } catch (IOException ended) {
                        // a side has closed: that is how a connection, and the door, end
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Copying {
        void run() throws IOException;
    }
}
