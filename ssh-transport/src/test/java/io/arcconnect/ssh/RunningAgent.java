package io.arcconnect.ssh;

import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real ssh-agent with a socket of its own. */
record RunningAgent(Path socket, Process process) implements AutoCloseable {

    static RunningAgent start(Path directory) throws Exception {
        OpenSshServer.assumeInstalled();
        Path socket = directory.resolve("agent");
        Process process = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        RunningAgent agent = new RunningAgent(socket, process);
        agent.awaitListening();
        return agent;
    }

    private void awaitListening() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < deadline) {
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(socket));
                return;
            } catch (IOException notYet) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        }
        throw new IllegalStateException("ssh-agent did not start");
    }

    /** Adds a key, and the certificate beside it if there is one. */
    void add(Path key) throws Exception {
        sshAdd("-q", key.toString());
    }

    void removeAll() throws Exception {
        sshAdd("-q", "-D");
    }

    private void sshAdd(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("ssh-add"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SSH_AUTH_SOCK", socket.toString());
        Process add = builder.start();
        add.getOutputStream().close();
        String said = new String(add.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!add.waitFor(30, TimeUnit.SECONDS) || add.exitValue() != 0) {
            throw new IllegalStateException("ssh-add failed: " + said);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
