package io.arcconnect.benchmarks.compare;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** OpenSSH's server on a free loopback port, with keys of its own. */
record SshdProcess(Path directory, int port, Process process) implements Closeable {

    static SshdProcess start(Path directory) throws IOException, InterruptedException {
        return start(directory, "");
    }

    /** Starts one; ciphers as in sshd_config, empty for what OpenSSH has by default. */
    static SshdProcess start(Path directory, String ciphers) throws IOException, InterruptedException {
        if (System.getProperty("user.name").equals("root")) {
            // Where it separates privileges; nobody else can, nor may make that folder.
            Files.createDirectories(Path.of("/run/sshd"));
        }
        for (String name : List.of("host", "user")) {
            run(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-f",
                    directory.resolve(name).toString());
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.write(
                directory.resolve("config"),
                List.of(
                        ciphers.isEmpty() ? "" : "Ciphers " + ciphers,
                        "Port " + port,
                        "ListenAddress 127.0.0.1",
                        "HostKey " + directory.resolve("host"),
                        "PidFile none",
                        "AuthorizedKeysFile " + directory.resolve("user.pub"),
                        "UsePAM no",
                        "Subsystem sftp internal-sftp",
                        "StrictModes no",
                        "PermitRootLogin yes",
                        // Otherwise a login shell reads what its owner has set up for terminals, which may take 200 ms.
                        "SetEnv SHLVL=1"));
        Process process = new ProcessBuilder(
                        "/usr/sbin/sshd",
                        "-D",
                        "-f",
                        directory.resolve("config").toString(),
                        "-E",
                        "/dev/null")
                .start();
        SshdProcess sshd = new SshdProcess(directory, port, process);
        for (int tries = 0; !sshd.answers(); tries++) {
            if (tries == 100 || process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IOException("sshd did not start");
            }
        }
        return sshd;
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    Path userKey() {
        return directory.resolve("user");
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
