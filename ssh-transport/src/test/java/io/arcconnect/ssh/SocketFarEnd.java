package io.arcconnect.ssh;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.testkit.contract.FarEnd;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;

/** The socket at the machine's side of a {@code direct-tcpip} channel. */
record SocketFarEnd(DuplexStream stream, Socket socket, Runnable loss, Runnable cleanUp) implements FarEnd {

    private static final int LIMIT_MILLIS = 30_000;

    @Override
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @Override
    public byte[] read(int count) throws IOException {
        socket.setSoTimeout(LIMIT_MILLIS);
        byte[] bytes = socket.getInputStream().readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("after " + bytes.length + " of " + count);
        }
        return bytes;
    }

    @Override
    public void awaitEnd() throws IOException {
        socket.setSoTimeout(LIMIT_MILLIS);
        while (socket.getInputStream().read() >= 0) {
            // whatever was on its way
        }
    }

    @Override
    public void end() throws IOException {
        socket.close();
    }

    @Override
    public void lose() {
        loss.run();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        cleanUp.run();
    }
}
