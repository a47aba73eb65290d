package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.testkit.SshTester.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.core.CoreModuleProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An SSH server that goes wrong once somebody has logged in, with MINA's own client. */
@Timeout(60)
class EmulatesSshSessionFaultsTest {

    private final AtomicInteger runs = new AtomicInteger();
    private RunningSsh server;
    private SshTester tester;

    @BeforeEach
    void start() {
        server = EmbeddedSsh.create()
                .password("ada", "pw")
                .onExec(request -> {
                    runs.incrementAndGet();
                    return ExecReply.builtIn();
                })
                .start();
        tester = new SshTester();
    }

    @AfterEach
    void stop() throws Exception {
        tester.close();
        server.close();
    }

    @Test
    void sshdKilledMidCommand_whenTheCommandHasRun_thenItsStatusNeverComes() throws Exception {
        server.faults(Fault.sshdKilledMidCommand().once());

        Result killed = SshTester.exec(tester.login(server.address()), "echo done", "");
        Result after = SshTester.exec(tester.login(server.address()), "echo done", "");

        assertThat(runs).hasValue(2);
        assertThat(killed.status()).isNull();
        assertThat(tester.heardNoFarewell()).isTrue();
        assertThat(after.stdout()).isEqualTo("done\n");
    }

    @Test
    void sshdKilledAfter_whenSoManyBytesHavePassed_thenTheSessionEnds() throws Exception {
        server.faults(Fault.sshdKilledAfter(50_000).once());
        ClientSession session = tester.login(server.address());

        Result small = SshTester.exec(session, "echo small", "");
        Result large = SshTester.exec(session, "head -c 100000 /dev/zero", "");

        assertThat(small.stdout()).isEqualTo("small\n");
        assertThat(large.status()).isNull();
        assertThat(session.waitFor(EnumSet.of(ClientSession.ClientSessionEvent.CLOSED), SshTester.SOON))
                .contains(ClientSession.ClientSessionEvent.CLOSED);
    }

    @Test
    void exitStatusLost_whenTheCommandEnds_thenTheSessionGoesOn() throws Exception {
        server.faults(Fault.exitStatusLost().once());
        ClientSession session = tester.login(server.address());

        Result lost = SshTester.exec(session, "echo one", "");
        Result after = SshTester.exec(session, "echo two", "");

        assertThat(lost).isEqualTo(new Result("one\n", null, true));
        assertThat(after).isEqualTo(new Result("two\n", 0, true));
    }

    @Test
    void sshStalls_whenSoManyBytesHavePassed_thenNothingComesAndNothingEnds() throws Exception {
        server.faults(Fault.sshStalls(1_000).once());
        ClientSession session = tester.login(server.address());

        try (ChannelExec channel = session.createExecChannel("head -c 100000 /dev/zero")) {
            channel.setOut(new ByteArrayOutputStream());
            channel.open().verify(SshTester.SOON);
            assertThat(channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), 500))
                    .doesNotContain(ClientChannelEvent.CLOSED);
        }
        assertThat(session.isOpen()).isTrue();
        session.close(true);
    }

    @Test
    void sshCorrupted_whenAPacketIsSpoilt_thenTheClientNotices() throws Exception {
        server.faults(Fault.sshCorrupted(10).once());
        ClientSession session = tester.login(server.address());

        Result result = SshTester.exec(session, "echo long enough; head -c 100000 /dev/zero", "");

        assertThat(result.status()).isNull();
        assertThat(session.waitFor(EnumSet.of(ClientSession.ClientSessionEvent.CLOSED), SshTester.SOON))
                .contains(ClientSession.ClientSessionEvent.CLOSED);
    }

    @Test
    void rekeyAfter_whenMuchPasses_thenKeysAreExchangedAgainAndNothingIsLost() throws Exception {
        server.faults(Fault.rekeyAfter(65_536).once());
        String input = "0123456789abcdef".repeat(40_000);

        Result result = SshTester.exec(tester.login(server.address()), "cat", input);

        assertThat(result.stdout()).isEqualTo(input);
        // How often depends on how much is under way while keys are exchanged.
        assertThat(tester.exchanges).hasValueGreaterThan(1);
    }

    @Test
    void channelRefused_whenOneIsOpened_thenForWantOfResources() throws Exception {
        server.faults(Fault.channelRefused().once());
        ClientSession session = tester.login(server.address());

        assertThatThrownBy(() -> SshTester.exec(session, "echo one", ""))
                .isInstanceOf(SshException.class)
                .hasMessageContaining("too many channels");
        assertThat(SshTester.exec(session, "echo two", "").stdout()).isEqualTo("two\n");
    }

    @Test
    void requestRefused_whenACommandIsAskedFor_thenItDoesNotRun() throws Exception {
        server.faults(Fault.requestRefused().once());
        ClientSession session = tester.login(server.address());
        CoreModuleProperties.REQUEST_EXEC_REPLY.set(session, true);

        assertThat(SshTester.exec(session, "echo one", "").status()).isNull();
        assertThat(SshTester.exec(session, "echo two", "").stdout()).isEqualTo("two\n");
        assertThat(runs).hasValue(1);
    }

    @Test
    void windowNeverOpened_whenTheClientWrites_thenItsBytesStayWhereTheyAre() throws Exception {
        server.faults(Fault.windowNeverOpened().once());
        ClientSession session = tester.login(server.address());

        try (ChannelExec channel = session.createExecChannel("cat")) {
            channel.open().verify(SshTester.SOON);

            assertThat(channel.getRemoteWindow().getSize()).isZero();
        }
        assertThat(SshTester.exec(session, "cat", "hello").stdout()).isEqualTo("hello");
    }

    @Test
    void phases_whenAChannelIsOpenedOrACommandAskedFor_thenTheSessionEndsThere() throws Exception {
        server.faults(Fault.sshdKilled(SshPhase.CHANNEL).once());
        ClientSession first = tester.login(server.address());
        assertThatThrownBy(() -> SshTester.exec(first, "echo one", "")).isInstanceOf(IOException.class);

        server.faults(Fault.sshDisconnects(SshPhase.REQUEST).once());
        ClientSession second = tester.login(server.address());
        assertThat(SshTester.exec(second, "echo two", "").status()).isNull();

        assertThat(runs).hasValue(0);
        assertThat(tester.farewell()).isEqualTo("The server is shutting down.");
        assertThat(SshTester.exec(tester.login(server.address()), "echo three", "")
                        .stdout())
                .isEqualTo("three\n");
    }

    @Test
    void machine_whenItsSshServerIsStruck_thenOthersAreNot() throws Exception {
        EmbeddedSsh ssh = EmbeddedSsh.create().password("ada", "pw");
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("one").ssh(ssh).enabled())
                .machine(EmulatedMachine.linux("two").ssh(ssh).enabled())
                .start()) {
            emulator.machine("one").faults(Fault.changedHostKey());

            tester.login(emulator.machine("one").ssh().orElseThrow().address());
            tester.login(emulator.machine("two").ssh().orElseThrow().address());
        }

        assertThat(tester.hostKeys.get(0)).isNotEqualTo(ssh.hostKey());
        assertThat(tester.hostKeys.get(1)).isEqualTo(ssh.hostKey());
    }

    @Test
    void faults_whenTheyStrikeElsewhere_thenTheServerRefusesThem() {
        assertThatThrownBy(() -> server.faults(Fault.noListeners())).isInstanceOf(IllegalArgumentException.class);
    }
}
