package io.arcconnect.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSH's own programs, and rsync, reach a real sshd through the configuration that the command writes. */
@Tag("interop")
@Timeout(240)
class OpenSshThroughProxyTest {

    @TempDir
    private static Path folder;

    private static ProxiedMachine machine;
    private static String config;

    @BeforeAll
    static void start() throws Exception {
        machine = ProxiedMachine.start(folder, "ssh", "scp", "sftp", "rsync");
        config = machine.config().toString();
    }

    @AfterAll
    static void stop() {
        if (machine != null) {
            machine.close();
        }
    }

    @Test
    void ssh_whenACommandRuns_thenItsOutputAndStatusComeBack() throws Exception {
        ArcConnectProcess.Ended ended = machine.program(
                        "ssh", "-F", config, "web-01", "echo out; echo err >&2; exit 42")
                .run();

        assertThat(ended.status()).as(ended.toString()).isEqualTo(42);
        assertThat(ended.out()).isEqualTo("out\n");
        assertThat(ended.err()).isEqualTo("err\n");
    }

    @Test
    void ssh_whenMuchGoesBothWays_thenItComesBackAsItWas() throws Exception {
        Path sent = random(folder.resolve("sent"), 256);
        Path back = folder.resolve("back");

        ArcConnectProcess.Ended ended = machine.program("ssh", "-F", config, "web-01", "cat")
                .from(sent)
                .into(back)
                .run();

        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(Files.mismatch(sent, back)).isEqualTo(-1);
    }

    @Test
    void scpAndSftpAndRsync_whenTheyCarryFiles_thenTheyAreThere() throws Exception {
        Path there = Files.createDirectory(folder.resolve("there"));
        Path big = random(folder.resolve("big"), 24);
        Path batch = Files.writeString(
                folder.resolve("batch"), "put big %1$s/by-sftp%nget %1$s/by-scp got-by-sftp%n".formatted(there));

        ArcConnectProcess.Ended scp = machine.program("scp", "-q", "-F", config, "big", "web-01:" + there + "/by-scp")
                .run();
        ArcConnectProcess.Ended sftp = machine.program("sftp", "-q", "-F", config, "-b", batch.toString(), "web-01")
                .run();
        ArcConnectProcess.Ended rsync = machine.program(
                        "rsync", "-e", "ssh -F '" + config + "'", "-rt", "web-01:" + there + "/", "by-rsync")
                .run();

        assertThat(scp.status()).as(scp.toString()).isZero();
        assertThat(sftp.status()).as(sftp.toString()).isZero();
        assertThat(rsync.status()).as(rsync.toString()).isZero();
        for (String copy : new String[] {"there/by-scp", "there/by-sftp", "got-by-sftp", "by-rsync/by-sftp"}) {
            assertThat(Files.mismatch(big, folder.resolve(copy))).as(copy).isEqualTo(-1);
        }
    }

    @Test
    void ssh_whenAMasterIsShared_thenOneConnectionCarriesAllSessions() throws Exception {
        String[] shared = {"-F", config, "-o", "ControlPath=" + folder.resolve("cm"), "-o", "ControlPersist=60"};
        int before = machine.emulator().dials().size();

        ArcConnectProcess.Ended first = ssh(shared, "-o", "ControlMaster=auto", "web-01", "exit 3");
        ArcConnectProcess.Ended second = ssh(shared, "-o", "ControlMaster=no", "web-01", "exit 4");
        ArcConnectProcess.Ended check = ssh(shared, "-O", "check", "web-01");
        ArcConnectProcess.Ended exit = ssh(shared, "-O", "exit", "web-01");

        assertThat(first.status()).as(first.toString()).isEqualTo(3);
        assertThat(second.status()).as(second.toString()).isEqualTo(4);
        assertThat(check.err()).contains("Master running");
        assertThat(exit.status()).as(exit.toString()).isZero();
        assertThat(machine.emulator().dials()).hasSize(before + 1);
    }

    /** What Remote-SSH of VS Code does: a script on standard input of bash, and ports carried beside it. */
    @Test
    void ssh_whenAnEditorConnects_thenItsScriptRunsAndItsPortsAreCarried() throws Exception {
        int socks = freePort();
        Process editor = machine.program(
                        "ssh",
                        "-T",
                        "-F",
                        config,
                        "-D",
                        "127.0.0.1:" + socks,
                        "-L",
                        folder.resolve("port.sock") + ":" + "127.0.0.1:" + machine.port(),
                        "-o",
                        "ConnectTimeout=60",
                        "-o",
                        "ExitOnForwardFailure=yes",
                        "web-01",
                        "bash -s")
                .start();
        try (PrintWriter script = new PrintWriter(editor.outputWriter(StandardCharsets.UTF_8), true);
                BufferedReader said = editor.inputReader(StandardCharsets.UTF_8)) {
            script.println("echo listening on $((40 + 2))");
            String ready = said.readLine();
            String bySocks = banner(new InetSocketAddress("127.0.0.1", machine.port()), socks);
            String bySocket = banner(folder.resolve("port.sock"));
            script.println("exit 5");

            assertThat(editor.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(ready).isEqualTo("listening on 42");
            assertThat(bySocks).startsWith("SSH-2.0-OpenSSH");
            assertThat(bySocket).startsWith("SSH-2.0-OpenSSH");
            assertThat(editor.exitValue()).isEqualTo(5);
        } finally {
            editor.destroy();
        }
    }

    /** ssh cannot be told to find one itself. */
    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String banner(InetSocketAddress target, int socks) throws Exception {
        try (Socket socket = new Socket(
                new Proxy(Proxy.Type.SOCKS, new InetSocketAddress(InetAddress.getLoopbackAddress(), socks)))) {
            socket.setSoTimeout(60_000);
            socket.connect(target, 60_000);
            return new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
        }
    }

    private static String banner(Path socket) throws Exception {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return new String(Channels.newInputStream(channel).readNBytes(15), StandardCharsets.US_ASCII);
        }
    }

    private static ArcConnectProcess.Ended ssh(String[] options, String... more) throws Exception {
        return machine.program(Stream.of(Stream.of("ssh"), Stream.of(options), Stream.of(more))
                        .flatMap(words -> words)
                        .toArray(String[]::new))
                .run();
    }

    private static Path random(Path file, int mebibytes) throws Exception {
        byte[] block = new byte[1024 * 1024];
        Random random = new Random(6);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < mebibytes; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        return file;
    }
}
