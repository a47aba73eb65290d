package io.arcconnect.ssh;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The real sshd, on a free loopback port, with keys and configuration of its own in a directory that the caller throws away. */
final class OpenSshServer implements SshServerUnderTest {

    private static final Path SSHD = Paths.get("/usr/sbin/sshd");

    private final Path directory;
    private final int port;
    private final Process process;

    private OpenSshServer(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /** Skips the test where OpenSSH is not installed. */
    static void assumeInstalled() {
        Assumptions.assumeTrue(Files.isExecutable(SSHD), "skipped: OpenSSH's sshd is not installed");
    }

    static OpenSshServer start(Path directory, String... options) throws Exception {
        assumeInstalled();
        Files.createDirectories(Paths.get("/run/sshd"));
        for (String type : List.of("ed25519", "ecdsa", "rsa")) {
            keygen(directory.resolve("host_" + type), type);
            keygen(directory.resolve("user_" + type), type);
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> publicKeys = files.filter(
                            file -> file.getFileName().toString().matches("user_.*\\.pub"))
                    .toList();
            StringBuilder authorized = new StringBuilder();
            for (Path key : publicKeys) {
                authorized.append(Files.readString(key));
            }
            Files.writeString(directory.resolve("authorized_keys"), authorized);
        }
        int port = freePort();
        List<String> config = new ArrayList<>(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + directory.resolve("host_ed25519"),
                "HostKey " + directory.resolve("host_ecdsa"),
                "HostKey " + directory.resolve("host_rsa"),
                "PidFile " + directory.resolve("sshd.pid"),
                "AuthorizedKeysFile " + directory.resolve("authorized_keys"),
                "UsePAM no",
                "StrictModes no",
                "PermitRootLogin yes",
                "MaxStartups 100",
                "Subsystem sftp internal-sftp",
                "LogLevel VERBOSE"));
        config.addAll(0, List.of(options)); // sshd keeps to the first word about anything
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
        OpenSshServer server = new OpenSshServer(directory, port, process);
        server.awaitListening();
        return server;
    }

    static void keygen(Path file, String type) throws Exception {
        if (Files.exists(file)) {
            return;
        }
        Process process = new ProcessBuilder(
                        "ssh-keygen", "-q", "-t", type, "-N", "", "-C", "throw-away", "-f", file.toString())
                .inheritIO()
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("ssh-keygen failed");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
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

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public String account() {
        return user();
    }

    @Override
    public Ssh ssh() {
        try {
            return Ssh.as(user())
                    .identity(SshIdentity.privateKey(userKey("ed25519")))
                    .hostKeys(HostKeys.pinned(fingerprint("ed25519"), fingerprint("ecdsa")));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return everything} */
    @Override
    public Set<Feature> features() {
        return Set.of(Feature.values());
    }

    int port() {
        return port;
    }

    Path userKey(String type) {
        return directory.resolve("user_" + type);
    }

    /** {@return the fingerprint of a host key as ssh-keygen prints it} */
    String fingerprint(String type) throws Exception {
        Process process = new ProcessBuilder(
                        "ssh-keygen",
                        "-l",
                        "-f",
                        directory.resolve("host_" + type + ".pub").toString())
                .start();
        String line = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return line.split(" ")[1];
    }

    Path hostKey(String type) {
        return directory.resolve("host_" + type + ".pub");
    }

    static String user() {
        return System.getProperty("user.name");
    }

    String log() {
        try {
            return Files.readString(directory.resolve("sshd.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return connections that are served now, each by a process of its own} */
    long sessions() {
        return process.children().filter(ProcessHandle::isAlive).count();
    }

    /** Kills the server and everything it serves, as a crash would. */
    void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        kill();
    }
}
