package io.arcconnect.benchmarks;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Sftp;
import io.arcconnect.ssh.SftpClient;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.ssh.Transfer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Prints how fast one file goes both ways: OpenSSH's sftp straight to sshd, and ArcConnect through the relay. */
public final class SftpBenchmark {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private SftpBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments rounds, default 3; MiB of the file, default 1024
     * @throws Exception when a transfer fails
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int mebibytes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1024;
        Path directory = Files.createTempDirectory("arc-bench-sftp");
        Path source = directory.resolve("source");
        try (RandomAccessFile file = new RandomAccessFile(source.toFile(), "rw")) {
            file.setLength((long) mebibytes << 20);
        }
        try (SshdProcess sshd = SshdProcess.start(directory);
                RelayProcess relay = RelayProcess.start(sshd.port())) {
            ArcConnect arc = relay.arcConnect();
            ArcMachine machine = arc.machine(relay.machine());
            Ssh ssh = Ssh.as(System.getProperty("user.name"))
                    .identity(SshIdentity.privateKey(sshd.userKey()))
                    .hostKeys(HostKeys.acceptNew(directory.resolve("known_hosts")));
            String there = directory.resolve("there").toString();
            Path back = directory.resolve("back");
            for (int round = 0; round < rounds; round++) {
                print("sftp put, direct", mebibytes, () -> batch(sshd, "put " + source + " " + there));
                print(
                        "ArcConnect upload, relay",
                        mebibytes,
                        () -> use(machine, ssh, sftp -> sftp.upload(source, there)));
                print("sftp get, direct", mebibytes, () -> batch(sshd, "get " + there + " " + back));
                print(
                        "ArcConnect download, relay",
                        mebibytes,
                        () -> use(machine, ssh, sftp -> sftp.download(there, back)));
            }
            arc.close().block(LIMIT);
        }
    }

    private static boolean use(ArcMachine machine, Ssh ssh, Function<SftpClient, Mono<Transfer>> work) {
        return machine.use(Sftp.over(ssh), work).blockOptional(LIMIT).isPresent();
    }

    private static boolean batch(SshdProcess sshd, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "echo '" + command + "' | sftp -q -b - -F none -o StrictHostKeyChecking=no"
                                + " -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o IdentitiesOnly=yes"
                                + " -c aes128-gcm@openssh.com -i " + sshd.userKey() + " -P " + sshd.port() + " "
                                + System.getProperty("user.name") + "@127.0.0.1 >/dev/null")
                .inheritIO()
                .start();
        return process.waitFor() == 0;
    }

    private static void print(String what, int mebibytes, Callable<Boolean> transfer) throws Exception {
        long start = System.nanoTime();
        if (!transfer.call()) {
            throw new IllegalStateException(what + " failed");
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%-28s %8.0f MiB/s%n", what, mebibytes / seconds);
    }
}
