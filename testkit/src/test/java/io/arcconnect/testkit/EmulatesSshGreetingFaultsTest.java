package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.apache.sshd.client.session.ClientSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An SSH server that goes wrong before anybody has logged in: on a plain socket, and with MINA's own client. */
@Timeout(60)
class EmulatesSshGreetingFaultsTest {

    private RunningSsh server;
    private SshTester tester;

    @BeforeEach
    void start() {
        server = EmbeddedSsh.create().password("ada", "pw").start();
        tester = new SshTester();
    }

    @AfterEach
    void stop() throws Exception {
        tester.close();
        server.close();
    }

    @Test
    void silentServer_whenConnected_thenNothingComesEvenAfterOurName() throws Exception {
        server.faults(Fault.silentServer().once());

        try (Socket socket = socket(400)) {
            socket.getOutputStream().write("SSH-2.0-tester\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
        try (Socket socket = socket(20_000)) {
            assertThat(lines(socket).readLine()).startsWith("SSH-2.0-");
        }
    }

    @Test
    void garbageBanner_whenConnected_thenAnotherServiceGreets() throws Exception {
        server.faults(Fault.garbageBanner().once());

        try (Socket socket = socket(400)) {
            BufferedReader lines = lines(socket);
            assertThat(lines.readLine()).isEqualTo("220 mail ESMTP");
            socket.getOutputStream().write("SSH-2.0-tester\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(lines::readLine).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void bannerFlood_whenConnected_thenTextComesBeforeTheName() throws Exception {
        server.faults(Fault.bannerFlood(100_000).once());

        try (Socket socket = socket(20_000)) {
            BufferedReader lines = lines(socket);
            int before = 0;
            String line = lines.readLine();
            while (!line.startsWith("SSH-")) {
                before += line.length();
                line = lines.readLine();
            }
            assertThat(before).isGreaterThanOrEqualTo(100_000);
        }
    }

    @Test
    void loginBannerFlood_whenLoggingIn_thenAllOfItComesFirst() throws Exception {
        server.faults(Fault.loginBannerFlood(100_000).once());

        tester.login(server.address());

        assertThat(tester.bannerCharacters).hasValueGreaterThanOrEqualTo(100_000);
    }

    @Test
    void changedHostKey_whenArmed_thenIsTheSameOtherOneEachTime() throws Exception {
        server.faults(Fault.changedHostKey().times(2));

        tester.login(server.address()).close();
        tester.login(server.address()).close();
        tester.login(server.address()).close();

        assertThat(tester.hostKeys).hasSize(3);
        assertThat(tester.hostKeys.get(0)).isEqualTo(tester.hostKeys.get(1)).isNotEqualTo(tester.hostKeys.get(2));
    }

    @Test
    void loginRefused_whenThePasswordIsRight_thenNobodyIsLetIn() throws Exception {
        server.faults(Fault.loginRefused());

        assertThatThrownBy(() -> tester.login(server.address())).isInstanceOf(IOException.class);
        server.clearFaults();

        assertThat(tester.login(server.address()).isAuthenticated()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"KEX", "LOGIN"})
    void sshdKilled_whenArmedForAPhase_thenTheConnectionEndsWithoutAWord(SshPhase phase) {
        server.faults(Fault.sshdKilled(phase).once());

        assertThatThrownBy(() -> tester.login(server.address())).isInstanceOf(IOException.class);

        assertThat(tester.heardNoFarewell()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"KEX", "LOGIN"})
    void sshDisconnects_whenArmedForAPhase_thenSaysSo(SshPhase phase) throws Exception {
        server.faults(Fault.sshDisconnects(phase).once());

        assertThatThrownBy(() -> tester.login(server.address())).isInstanceOf(IOException.class);

        assertThat(tester.farewell()).isEqualTo("The server is shutting down.");
    }

    @ParameterizedTest
    @EnumSource(names = {"KEX", "LOGIN"})
    void sshHangs_whenArmedForAPhase_thenNothingComesAndNothingEnds(SshPhase phase) throws Exception {
        server.faults(Fault.sshHangs(phase).once());

        ClientSession session = tester.connect(server.address());
        session.addPasswordIdentity("pw");

        assertThat(session.auth().await(500)).isFalse();
        assertThat(session.isOpen()).isTrue();
        session.close(true);
    }

    private Socket socket(int patience) throws IOException {
        Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort());
        socket.setSoTimeout(patience);
        return socket;
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }
}
