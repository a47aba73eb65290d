package io.arcconnect.benchmarks.many;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What processes of ssh keep that are logged in and do nothing, as the kernel counts it: a page that n share is an nth for each. */
final class SshMemory {

    private static final String SHARE = "Pss:";

    private SshMemory() {}

    /** {@return KiB of each, where there are so many} */
    static double kibibytes(SshProcess ssh, int count) throws IOException {
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                processes.add(new ProcessBuilder(ssh.waiting())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
            }
            for (Process process : processes) {
                awaitLogin(process);
            }
            double all = 0;
            for (Process process : processes) {
                all += share(process.pid());
            }
            return all / count;
        } finally {
            processes.forEach(Process::destroy);
        }
    }

    private static void awaitLogin(Process process) throws IOException {
        BufferedReader said = process.inputReader(StandardCharsets.US_ASCII);
        if (!SshProcess.READY.equals(said.readLine())) {
            throw new IOException("ssh did not log in");
        }
    }

    private static long share(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                .filter(line -> line.startsWith(SHARE))
                .map(line -> line.substring(SHARE.length()).strip().split(" ", -1)[0])
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IOException("the kernel does not tell what a process has"));
    }
}
