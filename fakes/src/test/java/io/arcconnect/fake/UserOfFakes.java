package io.arcconnect.fake;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.ProtocolException;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.RelayService;
import io.arcconnect.rdp.RdpException;
import io.arcconnect.rdp.RdpReason;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.ExitStatus;
import io.arcconnect.ssh.SftpEntry;
import io.arcconnect.ssh.SftpException;
import io.arcconnect.ssh.SftpReason;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.testkit.DuplexStreams;
import io.arcconnect.testkit.FakeCarrier;
import io.arcconnect.testkit.FakeExtensionProvisioner;
import io.arcconnect.testkit.FakeHybridCompute;
import io.arcconnect.testkit.FakeHybridConnectivity;
import io.arcconnect.testkit.FakeLocalDialer;
import io.arcconnect.testkit.FakeLocalListener;
import io.arcconnect.testkit.FakeMachine;
import io.arcconnect.testkit.FakeRelayCredentialBroker;
import io.arcconnect.testkit.FakeRelayDialer;
import io.arcconnect.testkit.FakeResourceManager;
import io.arcconnect.testkit.FakeRunCommands;
import io.arcconnect.testkit.MutableClock;
import io.arcconnect.testkit.RecordingListener;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Uses every fake, where {@link NoNettyNoMinaTest} has loaded it. */
public final class UserOfFakes implements Supplier<String> {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Made by reflection. */
    public UserOfFakes() {}

    @Override
    public String get() {
        ScriptedSsh ssh = FakeSsh.on("uptime")
                .returns(0, "uptime")
                .on("tee f")
                .answers(command -> CommandReply.exit(0, command.input()))
                .onShell(shell -> shell.shows("$ ").ends("exit\r", 0))
                .reaching(FakeCarrier.create().echo("localhost", 80));
        FakeMachine machine = FakeMachine.named("m").opening(Ssh.class, ssh);
        String uptime = machine.use(Ssh.as("me"), session -> session.exec("uptime"))
                .map(ExecResult::orThrow)
                .map(ExecResult::stdout)
                .block(LIMIT);
        machine.use(ssh, session -> session.exec(Exec.command("tee f").stdin("x")))
                .block(LIMIT);
        machine.use(ssh, session -> session.openStream("localhost", 80).flatMap(stream -> stream.close()))
                .block(LIMIT);
        machine.use(FakeRdp.create().clientEnds(0), tunnel -> Mono.just(tunnel.rdpFile()))
                .block(LIMIT);

        FakeSftp files = FakeSftp.create().file("/etc/motd", "hello");
        List<SftpEntry> entries = machine.use(
                        files,
                        sftp -> sftp.write("/etc/hosts", Mono.just(ByteBuffer.wrap(new byte[] {1})))
                                .thenMany(sftp.list("/etc"))
                                .collectList())
                .block(LIMIT);

        exceptions(machine);
        ports(machine);
        return uptime + ", " + entries.size() + " files, " + (ssh.openSessions() + machine.openSessions())
                + " sessions";
    }

    private static void exceptions(FakeMachine machine) {
        Failure failure = Failure.of(SshReason.OUTCOME_UNKNOWN, Stage.CHANNEL, "lost")
                .on(machine.id())
                .with("trackingId", "t");
        ExecResult result = new ExecResult(machine.id(), ExitStatus.of(1), new byte[0], new byte[0]);
        List.of(
                        new SshException(failure, result),
                        new SftpException(Failure.of(SftpReason.FAILED, Stage.CHANNEL, "no")),
                        new RdpException(Failure.of(RdpReason.TARGET_REFUSED, Stage.SESSION, "no")),
                        new RelayException(Failure.of(ArcReason.RELAY_LISTENER_NOT_FOUND, Stage.DIAL, "no")),
                        new ControlPlaneException(Failure.of(ArcReason.ARM_FORBIDDEN, Stage.CONTROL_PLANE, "no")),
                        new ProvisioningException(Failure.of(ArcReason.PROVISIONING_PENDING, Stage.PROVISION, "no")),
                        new ProtocolException(Failure.of(ArcReason.STREAM_PROHIBITED, Stage.CHANNEL, "no")))
                .forEach(exception -> machine.unreachable(exception)
                        .use(Ssh.as("me"), session -> Mono.empty())
                        .onErrorResume(known -> known == exception, known -> Mono.empty())
                        .block(LIMIT));
    }

    private static void ports(FakeMachine machine) {
        FakeHybridCompute.create()
                .machines(FakeMachine.connected(machine.id()))
                .getMachine(machine.id())
                .block(LIMIT);
        FakeHybridConnectivity.create()
                .enabled(RelayService.ssh())
                .listCredentials(machine.id(), RelayService.ssh(), LIMIT)
                .block(LIMIT);
        FakeRelayDialer.create()
                .connects(() -> DuplexStreams.pair().left())
                .dial(FakeRelayCredentialBroker.credentials(machine.id()), RelayService.ssh())
                .block(LIMIT);
        FakeRunCommands.create()
                .returns(0, "")
                .deleteRunCommand(machine.id(), "x")
                .block(LIMIT);
        FakeLocalListener.create();
        FakeLocalDialer.refusing();
        FakeResourceManager.create();
        FakeExtensionProvisioner.create();
        RecordingListener.create();
        MutableClock.now();
    }
}
