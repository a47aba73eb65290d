package io.arcconnect.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Prints how fast a forwarded port is: {@code ssh -L} straight to sshd, and a remote desktop's tunnel through the relay. */
public final class TunnelBenchmark {

    private TunnelBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments rounds, default 5; MiB per transfer, default 1024
     * @throws Exception when a transfer fails
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int mebibytes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1024;
        Path directory = Files.createTempDirectory("arc-bench-tunnel");
        try (SshdProcess sshd = SshdProcess.start(directory);
                TargetProcess target = TargetProcess.start();
                SshForward ssh = SshForward.start(sshd, target);
                TunnelProcess arc = TunnelProcess.start(sshd, target)) {
            PortClient direct = new PortClient(ssh.port(), ssh.process(), mebibytes);
            PortClient tunnel = new PortClient(arc.port(), arc.process(), mebibytes);
            Map<String, Callable<Sample>> down = new LinkedHashMap<>();
            Map<String, Callable<Sample>> up = new LinkedHashMap<>();
            down.put("ssh -L, direct", direct::download);
            down.put("ArcConnect, relay", tunnel::download);
            up.put("ssh -L, direct", direct::upload);
            up.put("ArcConnect, relay", tunnel::upload);
            for (int warmUp = 0; warmUp < 2; warmUp++) {
                PortClient brief = new PortClient(arc.port(), arc.process(), 256);
                brief.download();
                brief.upload();
            }
            System.out.printf(
                    Locale.ROOT,
                    "JDK %s, %d rounds of %d MiB, aes128-gcm@openssh.com, medians%n",
                    Runtime.version().feature(),
                    rounds,
                    mebibytes);
            Comparison.of(down, rounds).print("download");
            Comparison.of(up, rounds).print("upload");
        }
    }
}
