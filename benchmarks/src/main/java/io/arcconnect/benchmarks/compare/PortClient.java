package io.arcconnect.benchmarks.compare;

import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/** Any program that connects to a forwarded port. The CPU time is that of the processes that forward it. */
record PortClient(int port, ProcessHandle forwarder, int mebibytes) {

    private static final int BLOCK = 256 * 1024;

    Reading compete(Discipline discipline) throws IOException {
        return discipline.isUpload() ? upload() : download();
    }

    private Reading download() throws IOException {
        return timed(TargetProcess.SEND, (out, in) -> {
            byte[] block = new byte[BLOCK];
            for (long got = 0; got < bytes(); ) {
                int count = in.read(block);
                if (count < 0) {
                    throw new EOFException("after " + got + " bytes");
                }
                got += count;
            }
        });
    }

    private Reading upload() throws IOException {
        return timed(TargetProcess.COUNT, (out, in) -> {
            byte[] block = new byte[BLOCK];
            for (long sent = 0; sent < bytes(); sent += BLOCK) {
                out.write(block);
            }
            if (in.read() != TargetProcess.COUNT) {
                throw new EOFException("the target did not get everything");
            }
        });
    }

    private long bytes() {
        return (long) mebibytes << 20;
    }

    private interface Transfer {

        void run(DataOutputStream out, InputStream in) throws IOException;
    }

    private Reading timed(int wish, Transfer transfer) throws IOException {
        double cpu = CpuTime.of(forwarder);
        long wall = System.nanoTime();
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
            Bound bound = Bound.of(Bound.OF_A_GO, "port " + port, () -> close(socket));
            try {
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeByte(wish);
                out.writeLong(bytes());
                transfer.run(out, socket.getInputStream());
            } finally {
                bound.lift();
            }
        }
        double taken = (System.nanoTime() - wall) / 1e9;
        return new Reading(mebibytes, taken, CpuTime.of(forwarder) - cpu);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
