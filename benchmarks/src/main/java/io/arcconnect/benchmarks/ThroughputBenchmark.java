package io.arcconnect.benchmarks;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Prints medians of interleaved transfers and their ratio to plain ssh. */
public final class ThroughputBenchmark {

    private ThroughputBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments rounds, default 5; MiB per transfer, default 1024
     * @throws Exception when a transfer fails
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int mebibytes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1024;
        Path directory = Files.createTempDirectory("arc-bench");
        try (SshdProcess sshd = SshdProcess.start(directory);
                RelayProcess relay = RelayProcess.start(sshd.port())) {
            ArcConnect arc = relay.arcConnect();
            ArcMachine machine = arc.machine(relay.machine());
            Ssh ssh = Ssh.as(System.getProperty("user.name"))
                    .identity(SshIdentity.privateKey(sshd.userKey()))
                    .hostKeys(HostKeys.acceptNew(directory.resolve("known_hosts")));
            Map<String, Callable<Sample>> down = new LinkedHashMap<>();
            Map<String, Callable<Sample>> up = new LinkedHashMap<>();
            OpenSshClient openSsh = new OpenSshClient(sshd, mebibytes);
            ArcClient safe = new ArcClient(machine, ssh, mebibytes);
            ArcClient inline = new ArcClient(machine, ssh.onEventLoop(), mebibytes);
            down.put("ssh, direct", openSsh::download);
            down.put("ArcConnect, relay", safe::download);
            down.put("ArcConnect, relay, onEventLoop", inline::download);
            up.put("ssh, direct", openSsh::upload);
            up.put("ArcConnect, relay", safe::upload);
            for (int warmUp = 0; warmUp < 2; warmUp++) {
                new ArcClient(machine, ssh, 256).download();
                new ArcClient(machine, ssh, 256).upload();
            }
            System.out.printf(
                    Locale.ROOT,
                    "JDK %s, %d rounds of %d MiB, aes128-gcm@openssh.com, medians%n",
                    Runtime.version().feature(),
                    rounds,
                    mebibytes);
            Comparison.of(down, rounds).print("download");
            Comparison.of(up, rounds).print("upload");
            arc.close().block(Duration.ofSeconds(10));
        }
    }
}
