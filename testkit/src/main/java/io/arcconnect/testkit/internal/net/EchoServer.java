package io.arcconnect.testkit.internal.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sends back what it gets, on a port of 127.0.0.1; a desktop client's first packet is answered as a desktop does. */
public final class EchoServer implements AutoCloseable {

    private final ServerSocket server;
    private final Set<Socket> accepted = ConcurrentHashMap.newKeySet();

    /** Starts. */
    public EchoServer() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        start("arc-emulator-echo", this::accept);
    }

    /** {@return where it listens} */
    public InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : accepted) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                accepted.add(socket);
                start("arc-emulator-echo-connection", () -> echo(socket));
            }
        } catch (IOException closed) {
            // The server was closed, which is how this ends.
        }
    }

    private void echo(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            DesktopGreeting greeting = new DesktopGreeting();
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] bytes = new byte[16 << 10];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                write(greeting.answer(ByteBuffer.wrap(bytes, 0, count)), out);
            }
            write(greeting.rest(), out);
        } catch (IOException lost) {
            // The other side went away; so does this one.
        } finally {
            accepted.remove(socket);
        }
    }

    private static void write(ByteBuffer bytes, OutputStream out) throws IOException {
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
