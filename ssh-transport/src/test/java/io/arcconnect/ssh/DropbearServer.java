package io.arcconnect.ssh;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * dropbear on a free loopback port. It reads authorized keys from the user's home only, so it runs in a mount namespace of
 * its own, where a directory of the test lies over that home: nothing of the computer's is touched.
 */
record DropbearServer(Path directory, int port, Process process, String fingerprint) implements SshServerUnderTest {

    private static final Path DROPBEAR = Paths.get("/usr/sbin/dropbear");

    /** Skips the test where dropbear is not installed, or nobody may make a mount namespace. */
    static void assumeInstalled() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(DROPBEAR), "skipped: dropbear is not installed");
        OpenSshServer.assumeInstalled(); // its ssh-keygen makes the user's key
        Assumptions.assumeTrue(
                run("unshare", "--mount", "true") == 0, "skipped: dropbear needs a mount namespace of its own");
    }

    static DropbearServer start(Path directory, String... options) throws Exception {
        assumeInstalled();
        OpenSshServer.keygen(directory.resolve("user_ed25519"), "ed25519");
        Path home = directory.resolve("home");
        Path keys = Files.createDirectories(
                home.resolve(".ssh"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        Files.copy(directory.resolve("user_ed25519.pub"), keys.resolve("authorized_keys"));
        Files.setPosixFilePermissions(keys.resolve("authorized_keys"), PosixFilePermissions.fromString("rw-------"));
        Path hostKey = directory.resolve("dropbear_host_key");
        if (run("dropbearkey", "-t", "ecdsa", "-f", hostKey.toString()) != 0) {
            throw new IllegalStateException("dropbearkey failed");
        }
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "sh",
                "-c",
                "mount --bind \"$1\" \"$2\" && shift 2 && exec \"$@\"",
                "dropbear",
                home.toString(),
                System.getProperty("user.home"),
                DROPBEAR.toString(),
                "-F",
                "-E",
                "-p",
                "127.0.0.1:" + port,
                "-r",
                hostKey.toString(),
                "-P",
                directory.resolve("dropbear.pid").toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("dropbear.log").toFile())
                .start();
        DropbearServer server = new DropbearServer(directory, port, process, fingerprint(hostKey));
        server.awaitListening();
        return server;
    }

    private static String fingerprint(Path hostKey) throws Exception {
        Process process = new ProcessBuilder("dropbearkey", "-y", "-f", hostKey.toString()).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Path publicKey = hostKey.resolveSibling("dropbear_host_key.pub");
        Files.writeString(
                publicKey,
                said.lines()
                                .filter(line -> line.startsWith("ecdsa-"))
                                .findFirst()
                                .orElseThrow()
                        + "\n");
        Process print = new ProcessBuilder("ssh-keygen", "-l", "-f", publicKey.toString()).start();
        return new String(print.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split(" ")[1];
    }

    private static int run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(command[0] + " does not end");
        }
        return process.exitValue();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
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
        throw new IllegalStateException("dropbear did not start: " + log());
    }

    String log() throws IOException {
        return Files.readString(directory.resolve("dropbear.log"));
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public String account() {
        return System.getProperty("user.name");
    }

    @Override
    public Ssh ssh() {
        return Ssh.as(account())
                .identity(SshIdentity.privateKey(directory.resolve("user_ed25519")))
                .hostKeys(HostKeys.pinned(fingerprint));
    }

    /** It runs OpenSSH's program for SFTP, when that is where the distribution keeps it. */
    @Override
    public Set<Feature> features() {
        return Files.isExecutable(Paths.get("/usr/lib/sftp-server"))
                ? Set.of(Feature.SFTP, Feature.SIGNALS, Feature.HALF_CLOSED_LISTENING)
                : Set.of(Feature.SIGNALS, Feature.HALF_CLOSED_LISTENING);
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
