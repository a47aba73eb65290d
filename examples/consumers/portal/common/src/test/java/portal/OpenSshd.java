package portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** OpenSSH's server on loopback, where the user of this test may log in with a key of its own. */
final class OpenSshd implements AutoCloseable {

    private final Path directory;
    private final int port;
    private final Process process;

    private OpenSshd(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    static boolean isInstalled() {
        return Files.isExecutable(Path.of("/usr/sbin/sshd"));
    }

    static OpenSshd start() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("portal-sshd");
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
        run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                directory.resolve("user").toString());
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path config = Files.write(
                directory.resolve("config"),
                List.of(
                        "Port " + port,
                        "ListenAddress 127.0.0.1",
                        "HostKey " + directory.resolve("host"),
                        "PidFile none",
                        "AuthorizedKeysFile " + directory.resolve("user.pub"),
                        "UsePAM no",
                        "StrictModes no",
                        "PermitRootLogin yes"));
        Process process = new ProcessBuilder("/usr/sbin/sshd", "-D", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        OpenSshd server = new OpenSshd(directory, port, process);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(server::answers);
        return server;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(address(), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    Path userKey() {
        return directory.resolve("user");
    }

    /** {@return type and key, as known hosts name them} */
    String hostKey() throws IOException {
        return Files.readString(directory.resolve("host.pub"), UTF_8).strip();
    }

    @Override
    public void close() {
        List<ProcessHandle> sessions = process.descendants().toList();
        process.destroyForcibly();
        sessions.forEach(ProcessHandle::destroyForcibly);
    }
}
