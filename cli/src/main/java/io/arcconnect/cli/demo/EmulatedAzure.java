package io.arcconnect.cli.demo;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Secret;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.ArcEmulatorBuilder;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.ExecReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Two machines that exist only while the demo runs. */
final class EmulatedAzure implements AutoCloseable {

    private static final Duration AGENT_DELAY = Duration.ofSeconds(3);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(400);
    private static final Duration CLOSE = Duration.ofSeconds(10);

    /** In the words of the emulated cmd, which is the machine's shell; a real machine may have another. */
    private static final RemoteCommands WINDOWS =
            new RemoteCommands("cmd /c ver", "echo fine& echo wrong>&2& exit 7", "findstr \"^\"");

    /** Where there is no sshd: the emulated shell knows no uname. */
    private static final RemoteCommands LINUX = new RemoteCommands(
            "uptime", RemoteCommands.posix().fail(), RemoteCommands.posix().copy());

    private final Secret password = Secret.of(UUID.randomUUID().toString());
    private final Optional<OpenSshServer> sshd;
    private final ArcEmulator emulator;
    private final ArcConnect arc;
    private final Path folder;

    EmulatedAzure(Path folder, ProgressListener progress) throws IOException, InterruptedException {
        this.folder = folder;
        this.sshd = OpenSshServer.start(Files.createDirectory(folder.resolve("sshd")));
        this.emulator = builder().start();
        this.arc = emulator.arcConnect()
                .servicePolicy(ServicePolicy.ENABLE_IF_MISSING)
                .timing(timing -> timing.pollInterval(POLL_INTERVAL))
                .listener(progress)
                .build();
    }

    List<DemoMachine> machines() throws IOException, InterruptedException {
        DemoMachine windows = new DemoMachine(
                "win-01: emulated Windows machine, embedded SSH server, password login",
                arc.machine(emulator.machine("win-01").id()),
                embedded(),
                true,
                true,
                WINDOWS,
                Optional.of(DesktopCheck.echo()));
        String server = sshd.isPresent() ? "OpenSSH's own sshd, key login" : "embedded SSH server (no sshd found here)";
        DemoMachine linux = new DemoMachine(
                "lin-01: emulated Linux machine, " + server,
                arc.machine(emulator.machine("lin-01").id()),
                sshd.isPresent() ? real(sshd.get()) : embedded(),
                false,
                true,
                sshd.isPresent() ? RemoteCommands.posix() : LINUX,
                Optional.empty());
        return List.of(windows, linux);
    }

    @Override
    public void close() {
        arc.close().block(CLOSE);
        emulator.close();
        sshd.ifPresent(OpenSshServer::close);
    }

    private ArcEmulatorBuilder builder() {
        EmulatedMachine windows = EmulatedMachine.windows("win-01")
                .kind("HCI")
                .ssh(sshServer().rdpEcho())
                .agentDelay(AGENT_DELAY)
                .extensionTakes(3);
        EmulatedMachine linux = EmulatedMachine.linux("lin-01").agentDelay(AGENT_DELAY);
        return ArcEmulator.builder()
                .machine(windows)
                .machine(sshd.isPresent() ? linux.target(22, sshd.get().address()) : linux.ssh(sshServer()));
    }

    private EmbeddedSsh sshServer() {
        return EmbeddedSsh.create()
                .password("azureuser", password.reveal())
                .onExec(request -> request.command().equals(WINDOWS.greet())
                        ? ExecReply.out("Microsoft Windows [Version 10.0.20348.2700]\r\n")
                        : ExecReply.builtIn());
    }

    /** The first contact is trusted and remembered; from then on another key would be refused. */
    private Ssh embedded() {
        return Ssh.as("azureuser")
                .identity(SshIdentity.password(password))
                .hostKeys(HostKeys.acceptNew(folder.resolve("known_hosts")));
    }

    private static Ssh real(OpenSshServer server) throws IOException, InterruptedException {
        return Ssh.as(server.user())
                .identity(SshIdentity.privateKey(server.userKey()))
                .hostKeys(HostKeys.pinned(server.hostKeyFingerprint()));
    }
}
