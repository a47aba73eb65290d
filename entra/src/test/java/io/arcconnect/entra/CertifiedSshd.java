package io.arcconnect.entra;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The real sshd, which accepts nothing but certificates of one authority, for the principals that a file names. */
final class CertifiedSshd implements AutoCloseable {

    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    private final Path directory;
    private final int port;
    private final Process process;

    private CertifiedSshd(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts, or skips the test where OpenSSH is not installed.
     *
     * @param directory that the caller throws away
     * @param authority line of {@code TrustedUserCAKeys}
     * @param principal who may log in as this process's user
     * @param options more lines of its configuration
     */
    static CertifiedSshd start(Path directory, String authority, String principal, String... options) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(SSHD), "skipped: OpenSSH's sshd is not installed");
        Files.createDirectories(Path.of("/run/sshd"));
        run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                directory.resolve("host").toString());
        Files.writeString(directory.resolve("ca.pub"), authority + "\n");
        Files.writeString(directory.resolve("principals"), principal + "\n");
        int port = freePort();
        List<String> config = new ArrayList<>(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + directory.resolve("host"),
                "PidFile " + directory.resolve("sshd.pid"),
                "TrustedUserCAKeys " + directory.resolve("ca.pub"),
                "AuthorizedPrincipalsFile " + directory.resolve("principals"),
                "AuthorizedKeysFile none",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "UsePAM no",
                "StrictModes no",
                "PermitRootLogin yes",
                "LogLevel VERBOSE"));
        config.addAll(List.of(options));
        Files.write(directory.resolve("sshd_config"), config);
        Process process = new ProcessBuilder(
                        SSHD.toString(),
                        "-D",
                        "-f",
                        directory.resolve("sshd_config").toString(),
                        "-E",
                        directory.resolve("sshd.log").toString())
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        CertifiedSshd server = new CertifiedSshd(directory, port, process);
        server.awaitListening();
        return server;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** {@return the fingerprint of the host key} */
    String fingerprint() throws Exception {
        return run("ssh-keygen", "-l", "-f", directory.resolve("host.pub").toString())
                .split(" ")[1];
    }

    String log() throws IOException {
        return Files.readString(directory.resolve("sshd.log"));
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private void awaitListening() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < deadline) {
            try (Socket socket = new Socket()) {
                socket.connect(address(), 200);
                return;
            } catch (IOException notYet) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        }
        throw new IllegalStateException("sshd did not start: " + log());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(command[0] + " failed: " + output);
        }
        return output;
    }
}
