package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The whole path: our client, our relay, a real OpenSSH server. */
class RelayedOpenSshInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static OpenSshServer server;
    private static ArcEmulator emulator;
    private static ArcConnect arc;
    private static ArcMachine machine;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.start(directory);
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .target(22, server.address())
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
        machine = arc.machine(emulator.machine("lin-01").id());
    }

    @AfterAll
    static void stop() {
        if (arc != null) {
            arc.close().block(LIMIT);
        }
        if (emulator != null) {
            emulator.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static Ssh ssh() throws Exception {
        return Ssh.as(OpenSshServer.user())
                .identity(SshIdentity.privateKey(server.userKey("ed25519")))
                .hostKeys(HostKeys.pinned(server.fingerprint("ed25519"), server.fingerprint("ecdsa")));
    }

    @Test
    void exec_whenThroughTheRelay_thenStatusAndBothOutputsAreApart() throws Exception {
        ExecResult result = machine.use(ssh(), session -> session.exec("echo out; echo err >&2; exit 7"))
                .block(LIMIT);

        assertThat(result.exitStatus()).hasValue(7);
        assertThat(result.stdout()).isEqualTo("out\n");
        assertThat(result.stderr()).isEqualTo("err\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void start_when4MiBComeDown_thenIntact(boolean onEventLoop) throws Exception {
        assertThat(download(4, onEventLoop ? ssh().onEventLoop() : ssh())).isTrue();
    }

    @Test
    void exec_when4MiBGoUp_thenIntact() throws Exception {
        assertThat(upload(4)).isTrue();
    }

    @Test
    @Tag("interop")
    void start_when1GiBComesDown_thenIntact() throws Exception {
        assertThat(download(1024, ssh())).isTrue();
    }

    @Test
    @Tag("interop")
    void exec_when1GiBGoesUp_thenIntact() throws Exception {
        assertThat(upload(1024)).isTrue();
    }

    @Test
    void exec_whenSshdIsKilledMidCommand_thenTheOutcomeIsUnknown() throws Exception {
        Path own = java.nio.file.Files.createDirectory(directory.resolve("doomed"));
        OpenSshServer doomed = OpenSshServer.start(own);
        emulator.machine("lin-01").target(22, doomed.address());
        try {
            Ssh toDoomed = Ssh.as(OpenSshServer.user())
                    .identity(SshIdentity.privateKey(doomed.userKey("ed25519")))
                    .hostKeys(HostKeys.acceptNew(own.resolve("known_hosts")));
            Mono<ExecResult> killed = machine.use(
                    toDoomed,
                    session -> session.start(Exec.command("echo started; sleep 60"))
                            .flatMap(command -> {
                                Mono<Void> drained = command.stderr().then();
                                return Mono.when(
                                                command.stdout()
                                                        .doOnNext(started -> doomed.kill())
                                                        .then(),
                                                drained)
                                        .then(command.exit())
                                        .map(exit -> new ExecResult(machine.id(), exit, new byte[0], new byte[0]));
                            }));

            SshException error = catchThrowableOfType(SshException.class, () -> killed.block(LIMIT));

            assertThat(error.reason()).isEqualTo(SshReason.OUTCOME_UNKNOWN);
            assertThat(error.machine()).contains(machine.id());
        } finally {
            emulator.machine("lin-01").target(22, server.address());
            doomed.close();
        }
    }

    @Test
    void transfer_whenKeysAreExchangedAnewEveryMebibyte_thenIntactBothWays() throws Exception {
        OpenSshServer eager = OpenSshServer.start(directory, "RekeyLimit 1M");
        emulator.machine("lin-01").target(22, eager.address());
        try {
            assertThat(download(8, ssh())).isTrue();
            assertThat(upload(8)).isTrue();
        } finally {
            emulator.machine("lin-01").target(22, server.address());
            eager.close();
        }
    }

    @Test
    void start_whenNobodyReads_thenTheCommandIsHeldBackAndGoesOnLater() throws Exception {
        Path done = directory.resolve("written");
        int mebibytes = 48; // more than the windows and sockets on the way hold together
        Ssh ssh = ssh();
        Mono<Long> slow = machine.use(
                ssh,
                session -> session.start(Exec.command("head -c " + mebibytes + "M /dev/zero; touch " + done))
                        .flatMap(command -> {
                            Mono<Boolean> heldBack = machine.use(ssh, other -> other.exec("sleep 2; ls " + done))
                                    .map(ExecResult::isSuccess)
                                    .map(finished -> !finished);
                            Mono<Long> rest = command.stdout().reduce(0L, (sum, chunk) -> sum + chunk.remaining());
                            Mono<Long> both = Mono.zip(rest, command.stderr().then(Mono.just(true)))
                                    .map(sums -> sums.getT1());
                            return heldBack.doOnNext(held -> assertThat(held).isTrue())
                                    .then(both);
                        }));

        assertThat(slow.block(LIMIT)).isEqualTo((long) mebibytes << 20);
        assertThat(done).exists();
    }

    private static boolean download(int mebibytes, Ssh ssh) throws Exception {
        MessageDigest received = MessageDigest.getInstance("SHA-256");
        AtomicLong count = new AtomicLong();
        String expected = machine.use(
                        ssh,
                        session -> session.start(Exec.command("head -c " + mebibytes
                                        + "M /dev/zero | openssl enc -aes-128-ctr -nosalt -K 00 -iv 00"
                                        + " 2>/dev/null | tee >(sha256sum >&2)"))
                                .flatMap(command -> Mono.zip(
                                                command.stdout()
                                                        .doOnNext(chunk -> {
                                                            count.addAndGet(chunk.remaining());
                                                            received.update(chunk);
                                                        })
                                                        .then(Mono.just(true)),
                                                command.stderr()
                                                        .reduce(
                                                                "",
                                                                (text, chunk) -> text
                                                                        + java.nio.charset.StandardCharsets.US_ASCII
                                                                                .decode(chunk)))
                                        .map(both -> both.getT2())))
                .block(LIMIT.multipliedBy(3));
        assertThat(count.get()).isEqualTo((long) mebibytes << 20);
        return expected.startsWith(HexFormat.of().formatHex(received.digest()));
    }

    private static boolean upload(int mebibytes) throws Exception {
        MessageDigest sent = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[1 << 20];
        new java.util.Random(1).nextBytes(block);
        Flux<ByteBuffer> input = Flux.range(0, mebibytes).map(number -> {
            block[0] = (byte) number.intValue();
            block[1] = (byte) (number >> 8);
            sent.update(block);
            return ByteBuffer.wrap(block.clone());
        });
        ExecResult result = machine.use(
                        ssh(), session -> session.exec(Exec.command("sha256sum").stdin(input)))
                .subscribeOn(Schedulers.boundedElastic())
                .block(LIMIT.multipliedBy(3));
        return result.orThrow().stdout().startsWith(HexFormat.of().formatHex(sent.digest()));
    }
}
