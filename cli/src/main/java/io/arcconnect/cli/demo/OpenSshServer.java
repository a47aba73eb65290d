package io.arcconnect.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A throw-away OpenSSH server on loopback, with its own configuration and keys in one folder. It runs as the current user
 * and lets only that user in, with the key made here.
 */
public final class OpenSshServer implements AutoCloseable {

    private static final List<Path> PLACES = List.of(
            Path.of("/usr/sbin/sshd"),
            Path.of("/usr/local/sbin/sshd"),
            Path.of("/usr/lib/ssh/sshd"),
            Path.of("/opt/homebrew/sbin/sshd"));

    /** sshd insists on this folder when root starts it, and distributions create it only at boot. */
    private static final Path PRIVILEGE_SEPARATION = Path.of("/run/sshd");

    private final Process process;
    private final InetSocketAddress address;
    private final Path folder;

    private OpenSshServer(Process process, InetSocketAddress address, Path folder) {
        this.process = process;
        this.address = address;
        this.folder = folder;
    }

    /**
     * Starts one.
     *
     * @param folder an empty folder that nobody else can read
     * @param more further lines of its configuration
     * @return the running server; empty when OpenSSH is not installed here
     * @throws IOException when it is installed and does not start
     * @throws InterruptedException when interrupted
     */
    public static Optional<OpenSshServer> start(Path folder, String... more) throws IOException, InterruptedException {
        Optional<Path> sshd = PLACES.stream().filter(Files::isExecutable).findFirst();
        Optional<Path> keygen = onPath("ssh-keygen");
        if (sshd.isEmpty() || keygen.isEmpty()) {
            return Optional.empty();
        }
        newKey(keygen.get(), folder.resolve("host_key"));
        newKey(keygen.get(), folder.resolve("user_key"));
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(PRIVILEGE_SEPARATION);
        }
        // Between choosing the port and using it somebody else may take it.
        for (int attempt = 1; ; attempt++) {
            InetSocketAddress address = freePort();
            Files.writeString(folder.resolve("sshd_config"), configuration(folder, address, more));
            Process process = launch(sshd.get(), folder);
            if (isListening(process, address)) {
                return Optional.of(new OpenSshServer(process, address, folder));
            }
            process.destroyForcibly();
            if (attempt == 3) {
                throw new IOException("sshd does not start: "
                        + Files.readString(folder.resolve("sshd.log")).strip());
            }
        }
    }

    /** {@return where it listens} */
    public InetSocketAddress address() {
        return address;
    }

    /** {@return whom it lets in} */
    public String user() {
        return System.getProperty("user.name");
    }

    /** {@return the private key of that user} */
    public Path userKey() {
        return folder.resolve("user_key");
    }

    /**
     * Reads the host key's fingerprint.
     *
     * @return as ssh-keygen prints it, {@code SHA256:…}
     * @throws IOException when it cannot be read
     * @throws InterruptedException when interrupted
     */
    public String hostKeyFingerprint() throws IOException, InterruptedException {
        Process print = new ProcessBuilder(
                        "ssh-keygen", "-l", "-f", folder.resolve("host_key.pub").toString())
                .redirectErrorStream(true)
                .start();
        String line = new String(print.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
        if (print.waitFor() != 0) {
            throw new IOException("ssh-keygen: " + line.strip());
        }
        return line.split(" ", 3)[1];
    }

    /** Ends it and its sessions. Blocks for a moment. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Process launch(Path sshd, Path folder) throws IOException {
        return new ProcessBuilder(
                        sshd.toString(),
                        "-D",
                        "-f",
                        folder.resolve("sshd_config").toString(),
                        "-E",
                        folder.resolve("sshd.log").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String configuration(Path folder, InetSocketAddress address, String... more) {
        return String.join(
                "\n",
                "Port " + address.getPort(),
                "ListenAddress 127.0.0.1",
                "HostKey " + folder.resolve("host_key"),
                "AuthorizedKeysFile " + folder.resolve("user_key.pub"),
                "PidFile " + folder.resolve("sshd.pid"),
                "AuthenticationMethods publickey",
                "PermitRootLogin prohibit-password",
                "StrictModes no",
                "UsePAM no",
                "PrintMotd no",
                "PrintLastLog no",
                "Subsystem sftp internal-sftp",
                String.join("\n", more),
                "");
    }

    private static void newKey(Path keygen, Path file) throws IOException, InterruptedException {
        Process generate = new ProcessBuilder(
                        keygen.toString(),
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        "",
                        "-C",
                        "arcconnect-demo",
                        "-f",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(generate.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (generate.waitFor() != 0) {
            throw new IOException("ssh-keygen: " + output.strip());
        }
    }

    private static InetSocketAddress freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }

    private static boolean isListening(Process process, InetSocketAddress address) throws InterruptedException {
        for (int look = 0; look < 100 && !process.waitFor(50, TimeUnit.MILLISECONDS); look++) {
            if (accepts(address)) {
                return true;
            }
        }
        return false;
    }

    private static boolean accepts(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Optional<Path> onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(java.io.File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
