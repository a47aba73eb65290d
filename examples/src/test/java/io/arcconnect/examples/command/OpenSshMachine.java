package io.arcconnect.examples.command;

import io.arcconnect.cli.demo.OpenSshServer;
import io.arcconnect.ssh.HostKey;
import io.arcconnect.ssh.KnownHosts;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;

/** A machine whose SSH server is OpenSSH's own and whose files are this computer's, for commands that are processes. */
final class OpenSshMachine implements AutoCloseable {

    private static final String NAME = "web-01";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final OpenSshServer sshd;
    private final ArcEmulator emulator;
    private final EmulatedCloud cloud;
    private final Path knownHosts;

    private OpenSshMachine(Path folder, OpenSshServer sshd) {
        this.sshd = sshd;
        this.emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux(NAME).target(22, sshd.address()).enabled())
                .start();
        this.cloud = EmulatedCloud.of(emulator, folder);
        this.knownHosts = folder.resolve("known_hosts");
    }

    /** Starts one in an empty folder; skips the test where OpenSSH is not installed. */
    static OpenSshMachine start(Path folder) throws IOException, InterruptedException {
        Path own = Files.createDirectory(folder.resolve("sshd"));
        Optional<OpenSshServer> sshd = OpenSshServer.start(own);
        Assumptions.assumeTrue(sshd.isPresent(), "skipped: OpenSSH's sshd is not installed");
        OpenSshMachine machine = new OpenSshMachine(folder, sshd.get());
        KnownHosts.in(machine.knownHosts)
                .add(machine.emulator.machine(NAME).id(), HostKey.parse(Files.readString(own.resolve("host_key.pub"))))
                .block(SOON);
        return machine;
    }

    /** {@return the arguments, with the machine and the login put behind the sub-command} */
    String[] words(String command, String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                command,
                "--resource-id",
                emulator.machine(NAME).id().resourceId(),
                "--local-user",
                sshd.user(),
                "-i",
                sshd.userKey().toString(),
                "--known-hosts",
                knownHosts.toString()));
        words.addAll(List.of(arguments));
        return words.toArray(String[]::new);
    }

    ArcConnectProcess.Ended run(String command, String... arguments) {
        return ArcConnectProcess.run(cloud, words(command, arguments));
    }

    /** {@return the command, started by a program or by itself; its output and its errors are files} */
    Process start(UnaryOperator<List<String>> by, Path out, Path err, String... words) throws IOException {
        List<String> all = new ArrayList<>(ArcConnectProcess.launch());
        all.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(by.apply(all))
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(cloud.environment());
        return builder.start();
    }

    void dropConnections() {
        emulator.machine(NAME).dropConnections();
    }

    @Override
    public void close() {
        emulator.close();
        sshd.close();
    }
}
