package io.arcconnect.examples.command;

import io.arcconnect.cli.demo.OpenSshServer;
import io.arcconnect.model.MachineId;
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
import org.junit.jupiter.api.Assumptions;

/**
 * A machine behind the emulator whose SSH server is OpenSSH's own, and the configuration that {@code ssh-config} writes for
 * it. Its key is in ArcConnect's known hosts, as any session of the library would have left it there.
 */
final class ProxiedMachine implements AutoCloseable {

    static final String NAME = "web-01";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Path folder;
    private final OpenSshServer sshd;
    private final ArcEmulator emulator;
    private final EmulatedCloud cloud;
    private final MachineId id;

    private ProxiedMachine(Path folder, OpenSshServer sshd, ArcEmulator emulator) {
        this.folder = folder;
        this.sshd = sshd;
        this.emulator = emulator;
        this.cloud = EmulatedCloud.of(emulator, folder);
        this.id = emulator.machine(NAME).id();
    }

    /** Starts one in an empty folder; skips the test where a program is missing. */
    static ProxiedMachine start(Path folder, String... programs) throws Exception {
        for (String program : programs) {
            Assumptions.assumeTrue(
                    Files.isExecutable(Path.of("/usr/bin", program)), "skipped: " + program + " is not installed");
        }
        Optional<OpenSshServer> sshd = OpenSshServer.start(Files.createDirectory(folder.resolve("sshd")));
        Assumptions.assumeTrue(sshd.isPresent(), "skipped: OpenSSH's sshd is not installed");
        ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux(NAME)
                        .target(22, sshd.get().address())
                        .enabled())
                .machine(EmulatedMachine.linux("db-01")
                        .target(22, sshd.get().address())
                        .enabled())
                .machine(EmulatedMachine.linux("new-01"))
                .start();
        ProxiedMachine machine = new ProxiedMachine(folder, sshd.get(), emulator);
        KnownHosts.in(machine.knownHosts())
                .add(machine.id, HostKey.parse(Files.readString(folder.resolve("sshd/host_key.pub"))))
                .block(SOON);
        return machine;
    }

    /** Writes a configuration with the command itself. */
    Path config() {
        return config("--resource-id", id.resourceId());
    }

    /** Writes one for what is selected. */
    Path config(String... selection) {
        Path config = folder.resolve("ssh config");
        List<String> words = new ArrayList<>(List.of("ssh-config"));
        words.addAll(List.of(selection));
        words.addAll(List.of(
                "--local-user", sshd.user(),
                "-i", sshd.userKey().toString(),
                "--known-hosts", knownHosts().toString(),
                "--file", config.toString()));
        ArcConnectProcess.Ended ended = ArcConnectProcess.run(cloud, words.toArray(String[]::new));
        if (ended.status() != 0) {
            throw new AssertionError(ended.toString());
        }
        return config;
    }

    Path knownHosts() {
        return folder.resolve("known hosts");
    }

    ArcEmulator emulator() {
        return emulator;
    }

    MachineId id() {
        return id;
    }

    EmulatedCloud cloud() {
        return cloud;
    }

    /** {@return the port of the SSH server, on the machine and on this computer, which are the same} */
    int port() {
        return sshd.address().getPort();
    }

    String user() {
        return sshd.user();
    }

    Path userKey() {
        return sshd.userKey();
    }

    /** A program that knows nothing of Azure but what the configuration says. */
    Program program(String... words) throws IOException {
        return Program.of(folder, words);
    }

    @Override
    public void close() {
        emulator.close();
        sshd.close();
    }
}
