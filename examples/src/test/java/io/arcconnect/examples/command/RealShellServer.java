package io.arcconnect.examples.command;

import io.arcconnect.cli.demo.OpenSshServer;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** An emulator with a machine whose SSH server is OpenSSH's own, and one that takes a password. */
final class RealShellServer implements AutoCloseable {

    static final String REAL = "real-01";
    static final String PASSWORD = "s3cret-of-ada";

    private final OpenSshServer sshd;
    private final ArcEmulator emulator;
    private final EmulatedCloud cloud;
    private final Path folder;

    private RealShellServer(OpenSshServer sshd, Path folder) throws Exception {
        this.sshd = sshd;
        this.folder = folder;
        this.emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux(REAL).target(22, sshd.address()).enabled())
                .machine(EmulatedMachine.linux("ada-01")
                        .ssh(EmbeddedSsh.create().password("ada", PASSWORD).systemShell())
                        .enabled())
                .machine(EmulatedMachine.linux("closed-01"))
                .start();
        this.cloud = EmulatedCloud.of(emulator, Files.createDirectory(folder.resolve("cloud")));
    }

    /** Starts it in an empty folder; skips the test where OpenSSH is not installed. */
    static RealShellServer start(Path folder) throws Exception {
        Optional<OpenSshServer> sshd = OpenSshServer.start(Files.createDirectory(folder.resolve("sshd")));
        Assumptions.assumeTrue(sshd.isPresent(), "skipped: OpenSSH's sshd is not installed");
        try {
            return new RealShellServer(sshd.get(), folder);
        } catch (Exception | Error failure) {
            sshd.get().close();
            throw failure;
        }
    }

    ArcEmulator emulator() {
        return emulator;
    }

    EmulatedCloud cloud() {
        return cloud;
    }

    /** {@return the words that name a machine of the emulator} */
    List<String> machine(String name) {
        return List.of("--resource-id", emulator.machine(name).id().resourceId());
    }

    /** {@return the words that name the real machine and log in there, without any question} */
    List<String> login() throws Exception {
        List<String> words = new ArrayList<>(machine(REAL));
        words.addAll(List.of(
                "--local-user",
                sshd.user(),
                "-i",
                sshd.userKey().toString(),
                "--known-hosts",
                folder.resolve("known").toString(),
                "--host-key",
                sshd.hostKeyFingerprint()));
        return words;
    }

    /** {@return a command line: a sub-command on the real machine, and what follows} */
    String[] words(String command, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(login());
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @Override
    public void close() {
        emulator.close();
        sshd.close();
    }
}
