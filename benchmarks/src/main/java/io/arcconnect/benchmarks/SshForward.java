package io.arcconnect.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The peer: {@code ssh -L}, straight to sshd, without any relay. */
record SshForward(Process process, int port) implements AutoCloseable {

    static SshForward start(SshdProcess sshd, TargetProcess target) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(List.of(
                        "ssh",
                        "-F",
                        "none",
                        "-N",
                        "-o",
                        "StrictHostKeyChecking=no",
                        "-o",
                        "UserKnownHostsFile=/dev/null",
                        "-o",
                        "LogLevel=ERROR",
                        "-o",
                        "IdentitiesOnly=yes",
                        "-o",
                        "ExitOnForwardFailure=yes",
                        "-c",
                        "aes128-gcm@openssh.com",
                        "-i",
                        sshd.userKey().toString(),
                        "-L",
                        "127.0.0.1:" + port + ":127.0.0.1:" + target.port(),
                        "-p",
                        String.valueOf(sshd.port()),
                        System.getProperty("user.name") + "@127.0.0.1"))
                .inheritIO()
                .start();
        for (int tries = 0; !answers(port); tries++) {
            if (tries == 100 || process.waitFor(50, TimeUnit.MILLISECONDS)) {
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
        process.destroy();
    }
}
