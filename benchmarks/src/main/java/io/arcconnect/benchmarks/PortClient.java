package io.arcconnect.benchmarks;

import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

/** Any program that connects to a forwarded port. The CPU time is that of the process that forwards it. */
record PortClient(int port, Process forwarder, int mebibytes) {

    private static final int BLOCK = 256 * 1024;

    Sample download() throws IOException {
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

    Sample upload() throws IOException {
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

    private Sample timed(int wish, Transfer transfer) throws IOException {
        double cpu = cpuSeconds();
        long wall = System.nanoTime();
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeByte(wish);
            out.writeLong(bytes());
            transfer.run(out, socket.getInputStream());
        }
        return new Sample(mebibytes, (System.nanoTime() - wall) / 1e9, cpuSeconds() - cpu);
    }

    private double cpuSeconds() {
        return forwarder.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }
}
