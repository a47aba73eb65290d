package io.arcconnect.benchmarks.compare;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ssh -L} to a target on the machine. */
record SshForward(Process process, int port) implements Closeable {

    /** Starts it; ssh is the command with its options, without a destination. */
    static SshForward start(String ssh, String user, int targetPort) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(List.of(
                        "bash",
                        "-c",
                        "exec " + ssh + " -N -o ExitOnForwardFailure=yes -L 127.0.0.1:" + port + ":127.0.0.1:"
                                + targetPort + " " + user + "@127.0.0.1"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        for (int tries = 0; !answers(port); tries++) {
            if (tries == 400 || process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IOException("ssh -L did not start");
            }
        }
        return new SshForward(process, port);
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        Ending.of(process);
    }
}
