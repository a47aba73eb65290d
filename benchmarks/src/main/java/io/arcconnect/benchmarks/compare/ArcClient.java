package io.arcconnect.benchmarks.compare;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.rdp.Rdp;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.Forward;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.RemoteCommand;
import io.arcconnect.ssh.Sftp;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.ssh.Transfer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** ArcConnect, through the relay. */
final class ArcClient implements Client {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Site site;
    private final ArcConnect arc;
    private final ArcMachine machine;
    private final Ssh ssh;
    private @Nullable SshSession open;

    ArcClient(Site site, boolean onEventLoop) throws IOException {
        this.site = site;
        this.arc = site.arcConnect();
        this.machine = arc.machine(site.machineId());
        Ssh plain = Ssh.as(site.user())
                .identity(SshIdentity.privateKey(site.userKey()))
                .hostKeys(HostKeys.acceptNew(Files.createTempFile(site.directory(), "known", "hosts")));
        this.ssh = onEventLoop ? plain.onEventLoop() : plain;
    }

    @Override
    public void prepare(Discipline discipline) {
        if (discipline.isOnOpenSession() && open == null) {
            open = machine.connect(ssh).blockOptional(LIMIT).orElseThrow();
        }
    }

    @Override
    public long carry(Discipline discipline, int amount) {
        return switch (discipline) {
            case CONNECT -> {
                for (int i = 0; i < amount; i++) {
                    done(machine.use(ssh, ArcClient::nothing));
                }
                yield amount;
            }
            case SECOND -> {
                for (int i = 0; i < amount; i++) {
                    done(nothing(session()));
                }
                yield amount;
            }
            case FAR50_DOWN, FAR150_DOWN -> done(download(session(), amount));
            case FAR50_UP, FAR150_UP -> done(upload(session(), amount));
            case EXEC_DOWN, CHACHA_DOWN -> done(machine.use(ssh, session -> download(session, amount)));
            case EXEC_UP, CHACHA_UP -> done(machine.use(ssh, session -> upload(session, amount)));
            case SFTP_GET ->
                done(machine.use(
                                Sftp.over(ssh),
                                sftp -> sftp.download(
                                        Payload.source(site, amount).toString(), Payload.back(site)))
                        .thenReturn((long) amount << 20));
            case SFTP_PUT ->
                done(machine.use(
                                Sftp.over(ssh),
                                sftp -> sftp.upload(
                                        Payload.source(site, amount),
                                        Payload.there(site).toString()))
                        .thenReturn((long) amount << 20));
            case SMALL_FILES_DOWN ->
                done(machine.use(
                        Sftp.over(ssh),
                        sftp -> sftp.downloadTree(Payload.tree(site, amount).toString(), Payload.back(site))
                                .map(Transfer::files)));
            case SMALL_FILES_UP ->
                done(machine.use(
                        Sftp.over(ssh),
                        sftp -> sftp.uploadTree(
                                        Payload.tree(site, amount),
                                        Payload.there(site).toString())
                                .map(Transfer::files)));
            default -> throw new UnsupportedOperationException(discipline.key());
        };
    }

    @Override
    public int open(Discipline discipline, int targetPort) {
        return switch (discipline) {
            case FORWARD_DOWN, FORWARD_UP ->
                machine.connect(Forward.over(ssh).to("127.0.0.1", targetPort))
                        .blockOptional(LIMIT)
                        .orElseThrow()
                        .localAddress()
                        .getPort();
            case RDP_DOWN, RDP_UP ->
                machine.connect(Rdp.over(ssh).targetPort(targetPort))
                        .blockOptional(LIMIT)
                        .orElseThrow()
                        .localAddress()
                        .getPort();
            default -> throw new UnsupportedOperationException(discipline.key());
        };
    }

    private SshSession session() {
        if (open == null) {
            throw new IllegalStateException("not prepared");
        }
        return open;
    }

    private static long done(Mono<Long> work) {
        return work.blockOptional(LIMIT).orElseThrow();
    }

    private static Mono<Long> nothing(SshSession session) {
        return session.exec("true").map(ExecResult::orThrow).thenReturn(1L);
    }

    private static Mono<Long> download(SshSession session, int mebibytes) {
        return session.start(Exec.command(Payload.sender(mebibytes))).flatMap(ArcClient::count);
    }

    private static Mono<Long> count(RemoteCommand command) {
        Mono<Long> stdout = command.stdout().reduce(0L, (sum, chunk) -> sum + chunk.remaining());
        return Mono.zip(stdout, command.stderr().then(Mono.just(true))).map(both -> both.getT1());
    }

    private static Mono<Long> upload(SshSession session, int mebibytes) {
        byte[] block = new byte[Payload.BLOCK];
        Flux<ByteBuffer> zeros =
                Flux.range(0, (mebibytes << 20) / Payload.BLOCK).map(number -> ByteBuffer.wrap(block));
        return session.exec(Exec.command(Payload.COUNTER).stdin(zeros))
                .map(ExecResult::orThrow)
                .map(result -> Long.parseLong(result.stdout().strip()));
    }

    @Override
    public void close() {
        arc.close().block(LIMIT);
    }
}
