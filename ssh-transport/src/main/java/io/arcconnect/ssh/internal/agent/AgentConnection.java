package io.arcconnect.ssh.internal.agent;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** One connection to an agent. Its calls block; closing it, from any thread, ends them. */
final class AgentConnection implements Closeable {

    private static final String PIPE = "\\\\.\\pipe\\";

    private final ByteChannel channel;

    AgentConnection(ByteChannel channel) {
        this.channel = channel;
    }

    /** Connects to a Unix socket, or to a Windows named pipe, which is a file that answers. */
    static AgentConnection to(Path address) throws IOException {
        return new AgentConnection(
                address.toString().startsWith(PIPE)
                        ? new RandomAccessFile(address.toString(), "rw").getChannel()
                        : SocketChannel.open(UnixDomainSocketAddress.of(address)));
    }

    byte[] ask(byte[] request) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + request.length);
        out.putInt(request.length).put(request).flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        int length = read(Integer.BYTES).getInt();
        if (length < 1 || length > AgentMessages.LONGEST) {
            throw new IOException("it answered with a message of " + length + " bytes");
        }
        return read(length).array();
    }

    private ByteBuffer read(int length) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(length);
        while (in.hasRemaining()) {
            if (channel.read(in) < 0) {
                throw new EOFException("it closed the connection");
            }
        }
        return in.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
