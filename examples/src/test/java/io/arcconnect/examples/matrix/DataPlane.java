package io.arcconnect.examples.matrix;

import io.arcconnect.ArcMachine;
import io.arcconnect.examples.matrix.Place.Leg;
import io.arcconnect.model.RelayService;
import io.arcconnect.rdp.Rdp;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.Forward;
import io.arcconnect.ssh.Shell;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.tunnel.LocalPort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The columns that carry data. */
final class DataPlane {

    private static final String COMMAND = "head -c " + Work.BYTES + " /dev/zero";

    /** A desktop client's first packet (MS-RDPBCGR 2.2.1.1), whose answer has the same length. */
    private static final byte[] CONNECTION_REQUEST = HexFormat.of().parseHex("030000130ee00000000000010008000b000000");

    /** For a loss that has ended a local connection to reach the tunnel. */
    private static final Duration MOMENT = Duration.ofSeconds(8);

    private static final Leg[] SSH = {Leg.SERVER, Leg.SESSION, Leg.CHANNEL, Leg.SSH_WORK};

    private DataPlane() {}

    static List<Operation> operations() {
        return List.of(dial(), exec(), shell(), upload(), download(), forward(), desktop(), fleet());
    }

    /** To something that sends back what it gets. */
    private static Operation dial() {
        return Operation.named(
                        "dial",
                        ground -> Mono.usingWhen(
                                ground.machine().dial(RelayService.ssh()), Work::echo, DuplexStream::close))
                .after(ground -> ground.running().target(22, ground.echo()))
                .until(Leg.WORK);
    }

    private static Operation exec() {
        return Operation.named("exec", ground -> exec(ground.machine(), ground.ssh()))
                .until(Leg.WORK)
                .passing(SSH)
                .passing(Leg.PROGRAM, Leg.COMMAND)
                .losing(Leg.WORK, Outcome.failed(SshReason.OUTCOME_UNKNOWN))
                .losing(Leg.SSH_WORK, Outcome.failed(SshReason.OUTCOME_UNKNOWN))
                .leaving(Remains::knownHosts);
    }

    private static Mono<Void> exec(ArcMachine machine, Ssh ssh) {
        return machine.use(ssh, session -> session.exec(COMMAND))
                .map(ExecResult::orThrow)
                .flatMap(result -> Work.complete(result.stdoutLength()));
    }

    private static Operation shell() {
        Flux<ByteBuffer> typed = Flux.just(COMMAND + "\r", "exit\r")
                .map(line -> ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
        return Operation.named(
                        "shell",
                        ground -> ground.machine().stream(Shell.over(ground.ssh()), shell -> shell.interact(typed))
                                .map(DataPlane::zeros)
                                .reduce(0, Integer::sum)
                                .flatMap(Work::complete))
                .until(Leg.WORK)
                .passing(SSH)
                .passing(Leg.PROGRAM)
                .losing(Leg.WORK, Outcome.failed(SshReason.OUTCOME_UNKNOWN))
                .losing(Leg.SSH_WORK, Outcome.failed(SshReason.OUTCOME_UNKNOWN))
                .leaving(Remains::knownHosts);
    }

    private static int zeros(ByteBuffer bytes) {
        int count = 0;
        while (bytes.hasRemaining()) {
            count += bytes.get() == 0 ? 1 : 0;
        }
        return count;
    }

    private static Operation upload() {
        return Operation.named(
                        "upload",
                        ground -> ground.machine()
                                .use(
                                        ground.sftp(),
                                        sftp -> sftp.upload(Files.source(ground.here()), "/" + Files.TARGET)))
                .after(ground -> Files.prepare(ground.here(), ground.there()))
                .until(Leg.WORK)
                .passing(SSH)
                .passing(Leg.PROGRAM, Leg.FILES)
                .losing(Leg.WORK, Outcome.failed(SshReason.SESSION_LOST))
                .losing(Leg.SSH_WORK, Outcome.failed(SshReason.SESSION_LOST))
                .leaving((ground, outcome) -> {
                    Remains.knownHosts(ground, outcome);
                    Files.check(ground.there(), outcome, true);
                });
    }

    private static Operation download() {
        return Operation.named(
                        "download",
                        ground -> ground.machine()
                                .use(
                                        ground.sftp(),
                                        sftp -> sftp.download(
                                                "/" + Files.SOURCE,
                                                ground.download().resolve(Files.TARGET))))
                .after(ground -> Files.prepare(ground.there(), ground.download()))
                .until(Leg.WORK)
                .passing(SSH)
                .passing(Leg.PROGRAM, Leg.FILES)
                .losing(Leg.WORK, Outcome.failed(SshReason.SESSION_LOST))
                .losing(Leg.SSH_WORK, Outcome.failed(SshReason.SESSION_LOST))
                .leaving((ground, outcome) -> {
                    Remains.knownHosts(ground, outcome);
                    Files.check(ground.download(), outcome, false);
                });
    }

    /** A forward ends with its session, and says so; the program that was connected sees no more than an end. */
    private static Operation forward() {
        return Operation.named(
                        "forward",
                        ground -> ground.machine()
                                .use(
                                        Forward.over(ground.ssh()).to("localhost", 5432),
                                        forward -> Work.echo(
                                                        ground.opened(forward.localAddress()),
                                                        "hello".getBytes(StandardCharsets.US_ASCII))
                                                .onErrorResume(IOException.class, ended -> lossOf(forward, ended))))
                .until(Leg.WORK)
                .passing(SSH)
                .leaving(Remains::knownHosts);
    }

    private static Mono<Void> lossOf(LocalPort port, IOException ended) {
        return port.onClose().timeout(MOMENT, Mono.empty()).then(Mono.error(ended));
    }

    /** A tunnel outlives its session, because a desktop client connects again; the client sees an end. */
    private static Operation desktop() {
        return Operation.named(
                        "rdp",
                        ground -> ground.machine()
                                .use(
                                        Rdp.over(ground.ssh()),
                                        tunnel -> tunnel.rdpFile()
                                                .writeTo(ground.here().resolve("web-01.rdp"))
                                                .then(Work.echo(
                                                        ground.opened(tunnel.localAddress()), CONNECTION_REQUEST))))
                .until(Leg.WORK)
                .passing(SSH)
                .losing(Leg.WORK, Outcome.ENDED)
                .losing(Leg.SSH_WORK, Outcome.ENDED)
                .leaving((ground, outcome) -> {
                    Remains.knownHosts(ground, outcome);
                    Remains.desktopFile(ground, outcome);
                });
    }

    /** Of two machines, one of them in trouble: that is one line, and the other is done. */
    private static Operation fleet() {
        return Operation.named("fleet", DataPlane::fleet)
                .until(Leg.WORK)
                .passing(SSH)
                .passing(Leg.PROGRAM, Leg.COMMAND)
                .besides(1)
                .losing(Leg.WORK, Outcome.failed(SshReason.OUTCOME_UNKNOWN))
                .losing(Leg.SSH_WORK, Outcome.failed(SshReason.OUTCOME_UNKNOWN))
                .leaving(Remains::knownHosts);
    }

    private static Mono<Void> fleet(Ground ground) {
        ArcMachine other =
                ground.arc().machine(ground.emulator().machine(Ground.OTHER).id());
        return ground.arc()
                .fleet(List.of(ground.machine(), other))
                .use(ground.ssh(), session -> session.exec(COMMAND).map(ExecResult::orThrow))
                .collectMap(line -> line.machine().name())
                .flatMap(lines -> {
                    if (lines.size() != 2 || !lines.get(Ground.OTHER).isDone()) {
                        return Mono.error(new AssertionError("the other machine is not done: " + lines));
                    }
                    return Work.complete(lines.get("web-01").orThrow().stdoutLength());
                });
    }
}
