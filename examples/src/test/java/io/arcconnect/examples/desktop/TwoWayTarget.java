package io.arcconnect.examples.desktop;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What a tunnel leads to: it answers a desktop client's first question as a remote desktop does, and to anything else it
 * sends numbered bytes of its own while it checks those that arrive.
 */
final class TwoWayTarget implements AutoCloseable {

    /** What a client sends first instead of a connection request, before its seed and its length. */
    static final int TRANSFER = 'T';

    /** The first byte of a connection request, and the confirm (MS-RDPBCGR 2.2.1.1 and 2.2.1.2). */
    private static final int REQUEST = 3;

    private static final byte[] CONFIRM = {3, 0, 0, 11, 6, (byte) 0xd0, 0, 0, 0x12, 0x34, 0};

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Future<?>> served = new ConcurrentLinkedQueue<>();

    TwoWayTarget() throws IOException {
        server = new ServerSocket(0, 16, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                served.add(threads.submit(() -> serve(socket)));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private Void serve(Socket socket) throws Exception {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int first = in.read();
            if (first == REQUEST) {
                socket.getOutputStream().write(CONFIRM);
                in.transferTo(java.io.OutputStream.nullOutputStream());
            } else if (first == TRANSFER) {
                exchange(socket, new Bytes(in.readLong()), new Bytes(in.readLong()), in.readLong());
            } else if (first >= 0) {
                throw new IOException("began with " + first);
            }
            return null;
        }
    }

    /** Both directions at once; each side's end is told by closing its half of the connection. */
    void exchange(Socket socket, Bytes arriving, Bytes leaving, long length) throws Exception {
        Future<Long> sent = threads.submit(() -> {
            leaving.send(socket.getOutputStream(), length);
            socket.shutdownOutput();
            return length;
        });
        long got = arriving.check(socket.getInputStream());
        if (got != length || sent.get(5, TimeUnit.MINUTES) != length) {
            throw new EOFException(got + " of " + length + " bytes arrived");
        }
    }

    /** Fails when the target has seen anything but what it should. */
    void check() throws Exception {
        for (Future<?> one : served) {
            one.get(1, TimeUnit.MINUTES);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
