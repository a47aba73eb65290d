package io.arcconnect.testkit.contract;

import io.arcconnect.spi.DuplexStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;

/** A far end that is a socket, such as the accepted one behind an emulated machine. */
public final class SocketFarEnd implements FarEnd {

    private final DuplexStream stream;
    private final Socket socket;

    /**
     * Names both ends.
     *
     * @param stream the stream under test
     * @param socket what it is connected to
     * @throws IOException when the socket is closed
     */
    public SocketFarEnd(DuplexStream stream, Socket socket) throws IOException {
        this.stream = stream;
        this.socket = socket;
        socket.setSoTimeout((int) Waiting.SOON.toMillis());
    }

    @Override
    public DuplexStream stream() {
        return stream;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @Override
    public byte[] read(int count) throws IOException {
        byte[] bytes = socket.getInputStream().readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("ended after " + bytes.length + " of " + count + " bytes");
        }
        return bytes;
    }

    @Override
    public void awaitEnd() throws IOException {
        socket.getInputStream().skip(Long.MAX_VALUE);
        if (socket.getInputStream().read() >= 0) {
            throw new IOException("the connection goes on");
        }
    }

    @Override
    public void end() throws IOException {
        socket.close();
    }

    @Override
    public void lose() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        stream.close().block(Waiting.SOON);
        socket.close();
    }
}
