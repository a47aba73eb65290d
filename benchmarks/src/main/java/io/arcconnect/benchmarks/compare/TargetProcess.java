package io.arcconnect.benchmarks.compare;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a tunnel leads to, in a process of its own. It answers a remote desktop's first question, sends as many zeros as it is
 * asked for, or counts what it gets.
 */
record TargetProcess(Process process, int port) implements Closeable {

    static final int SEND = 'D';
    static final int COUNT = 'U';

    /** The first byte of a connection request, and the confirm (MS-RDPBCGR 2.2.1.1 and 2.2.1.2). */
    private static final int REQUEST = 3;

    private static final byte[] CONFIRM = {3, 0, 0, 11, 6, (byte) 0xd0, 0, 0, 0x12, 0x34, 0};

    /** Runs in the other process; ends when its standard input does. */
    public static void main(String[] arguments) throws Exception {
        ServerSocket server = new ServerSocket(0, 16, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        System.out.println(server.getLocalPort());
        System.out.flush();
        Thread accepting = new Thread(() -> accept(server));
        accepting.setDaemon(true);
        accepting.start();
        while (System.in.read() >= 0) {
            // nothing is said; the end of the input is the end of the run
        }
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread serving = new Thread(() -> serve(socket));
                serving.setDaemon(true);
                serving.start();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void serve(Socket socket) {
        byte[] block = new byte[256 * 1024];
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            int wish = in.read();
            if (wish == REQUEST) {
                out.write(CONFIRM);
                in.read(block);
                return;
            }
            if (wish < 0) {
                return;
            }
            long length = in.readLong();
            if (wish == SEND) {
                for (long sent = 0; sent < length; sent += block.length) {
                    out.write(block, 0, (int) Math.min(block.length, length - sent));
                }
            } else {
                for (long got = 0; got < length; ) {
                    int count = in.read(block);
                    if (count < 0) {
                        throw new EOFException("after " + got + " bytes");
                    }
                    got += count;
                }
                out.write(COUNT);
            }
        } catch (IOException e) {
            System.err.println("target: " + e);
        }
    }

    static TargetProcess start() throws IOException {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TargetProcess.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        return new TargetProcess(process, Integer.parseInt(lines.readLine()));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
