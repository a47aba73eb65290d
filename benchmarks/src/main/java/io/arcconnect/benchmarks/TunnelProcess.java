package io.arcconnect.benchmarks;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.rdp.Rdp;
import io.arcconnect.rdp.RdpTunnel;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** ArcConnect with a tunnel to the target, in a process of its own, so that its CPU time is all that is counted. */
record TunnelProcess(Process process, int port) implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Runs in the other process: the arguments are the folder of sshd, its port and the target's. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        try (RelayProcess relay = RelayProcess.start(Integer.parseInt(arguments[1]))) {
            ArcConnect arc = relay.arcConnect();
            ArcMachine machine = arc.machine(relay.machine());
            Ssh ssh = Ssh.as(System.getProperty("user.name"))
                    .identity(SshIdentity.privateKey(folder.resolve("user")))
                    .hostKeys(HostKeys.acceptNew(Files.createTempFile(folder, "known", "hosts")));
            System.out.println(port(machine, ssh, Integer.parseInt(arguments[2])));
            System.out.flush();
            while (System.in.read() >= 0) {
                // nothing is said; the end of the input is the end of the run
            }
            arc.close().block(LIMIT);
        }
    }

    private static int port(ArcMachine machine, Ssh ssh, int target) {
        RdpTunnel tunnel = machine.connect(Rdp.over(ssh).targetPort(target))
                .blockOptional(LIMIT)
                .orElseThrow();
        return tunnel.localAddress().getPort();
    }

    static TunnelProcess start(SshdProcess sshd, TargetProcess target) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TunnelProcess.class.getName(),
                        sshd.directory().toString(),
                        String.valueOf(sshd.port()),
                        String.valueOf(target.port())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        return new TunnelProcess(process, Integer.parseInt(lines.readLine()));
    }

    /** Lets it end by itself, because it has a child. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit()
                .completeOnTimeout(process, 20, TimeUnit.SECONDS)
                .thenAccept(stayed -> {
                    stayed.descendants().forEach(ProcessHandle::destroyForcibly);
                    stayed.destroyForcibly();
                })
                .join();
    }
}
