package io.arcconnect.tunnel;

import static io.arcconnect.tunnel.AccessDecision.Verdict.ADMITTED;
import static io.arcconnect.tunnel.AccessDecision.Verdict.REFUSED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Asks the kernel that this runs on about programs that really connect. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class LocalAccessInteropTest {

    private static final int STORM = 200;

    @Test
    void sameUser_whenThisProgramConnects_thenAdmitted() throws Exception {
        try (Door door = Door.open(LocalAccess.sameUser());
                Socket client = connect(door)) {
            client.getOutputStream().write(Door.HELLO.getBytes(UTF_8));

            assertThat(door.decision().verdict()).isEqualTo(ADMITTED);
            assertThat(heard(client)).isEqualTo(Door.IN);
        }
    }

    /** A socket of IPv4 is in another table than that of IPv6 which Java makes otherwise. */
    @Test
    void sameUser_whenTheSocketIsOfIpv4_thenAdmitted() throws Exception {
        try (Door door = Door.open(LocalAccess.sameUser());
                SocketChannel client = SocketChannel.open(StandardProtocolFamily.INET)) {
            client.connect(door.address());

            assertThat(door.decision().verdict()).isEqualTo(ADMITTED);
        }
    }

    @Test
    void sameUser_whenAnotherProgramOfOursConnects_thenAdmitted() throws Exception {
        try (Door door = Door.open(LocalAccess.sameUser());
                OtherProgram program = OtherProgram.ofOurs(OtherProgram.connecting(), port(door))) {
            program.go();

            assertThat(door.decision().verdict()).isEqualTo(ADMITTED);
            assertThat(program.heard()).isEqualTo(Door.IN);
        }
    }

    @Test
    void sameUser_whenAnotherUserConnects_thenRefusedAndNothingIsTaken() throws Exception {
        try (Door door = Door.open(LocalAccess.sameUser());
                OtherProgram program = OtherProgram.ofAnother(OtherProgram.connecting(), port(door))) {
            program.go();
            AccessDecision decision = door.decision();

            assertThat(decision.verdict()).isEqualTo(REFUSED);
            assertThat(decision.reason()).contains(Integer.toString(OtherProgram.OTHER_USER));
            assertThat(program.heard()).isEmpty();
            assertThat(door.received()).isEmpty();
        }
    }

    @Test
    void anyLocal_whenAnotherUserConnects_thenAdmitted() throws Exception {
        try (Door door = Door.open(LocalAccess.anyLocal());
                OtherProgram program = OtherProgram.ofAnother(OtherProgram.connecting(), port(door))) {
            program.go();

            assertThat(door.decision()).isEqualTo(AccessDecision.admitted());
            assertThat(program.heard()).isEqualTo(Door.IN);
        }
    }

    @Test
    void sameUser_whenTheProgramHasEndedItsOutputBefore_thenAdmitted() throws Exception {
        try (Door door = new Door(LocalAccess.sameUser());
                Socket client = connect(door)) {
            client.getOutputStream().write(Door.HELLO.getBytes(UTF_8));
            client.shutdownOutput();
            door.awaitOne();
            door.openGate();

            assertThat(door.decision().verdict()).isEqualTo(ADMITTED);
            assertThat(heard(client)).isEqualTo(Door.IN);
        }
    }

    /** The kernel has forgotten whose it was and writes 0, which is also root's number, under whom this may run. */
    @Test
    void sameUser_whenTheProgramHasClosedItsEndBefore_thenRefused() throws Exception {
        try (Door door = new Door(LocalAccess.sameUser())) {
            Socket client = connect(door);
            client.getOutputStream().write(Door.HELLO.getBytes(UTF_8));
            client.close();
            door.awaitOne();
            door.openGate();

            assertThat(door.decision().verdict()).isEqualTo(REFUSED);
            assertThat(door.received()).isEmpty();
        }
    }

    @Test
    void sameUser_whenTheProgramHasResetItBefore_thenRefused() throws Exception {
        try (Door door = new Door(LocalAccess.sameUser())) {
            Socket client = connect(door);
            client.getOutputStream().write(Door.HELLO.getBytes(UTF_8));
            door.awaitOne();
            client.setSoLinger(true, 0);
            client.close();
            door.openGate();

            assertThat(door.decision().verdict()).isEqualTo(REFUSED);
            assertThat(door.received()).isEmpty();
        }
    }

    @Test
    void sameUser_whenHundredsOfBothConnectAtOnce_thenEachIsJudgedByItself() throws Exception {
        List<Socket> clients = new ArrayList<>();
        String storm = "for i in $(seq " + STORM + "); do exec {c}<>/dev/tcp/127.0.0.1/$0; printf " + Door.HELLO
                + " >&$c; all+=($c); done; for c in ${all[@]}; do while read -r -n 1 heard <&$c; do printf %s $heard; done; done; echo end";
        try (Door door = new Door(LocalAccess.sameUser());
                OtherProgram program = OtherProgram.ofAnother(storm, port(door))) {
            program.go();
            for (int i = 0; i < STORM; i++) {
                Socket client = connect(door);
                clients.add(client);
                client.getOutputStream().write(Door.HELLO.getBytes(UTF_8));
            }
            for (int i = 0; i < 2 * STORM; i++) {
                door.awaitOne();
            }
            door.openGate();

            for (Socket client : clients) {
                assertThat(heard(client)).isEqualTo(Door.IN);
            }
            assertThat(program.heard()).isEqualTo("end\n");
            assertThat(door.received()).hasSize(STORM);
            int admitted = 0;
            for (int i = 0; i < 2 * STORM; i++) {
                admitted += door.decision().verdict() == ADMITTED ? 1 : 0;
            }
            assertThat(admitted).isEqualTo(STORM);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void onlyProcess_whenItIsThisProgram_thenAdmitted() throws Exception {
        try (Door door = Door.open(
                        LocalAccess.onlyProcess(ProcessHandle.current().pid()));
                Socket client = connect(door)) {
            client.getOutputStream().write(Door.HELLO.getBytes(UTF_8));

            assertThat(heard(client)).isEqualTo(Door.IN);
        }
    }

    @Test
    void onlyProcess_whenAChildOfItsChildConnects_thenAdmitted() throws Exception {
        String script =
                "export P=$0; bash -c 'bash -c \"" + OtherProgram.connecting().replace("$0", "\\$P") + "; :\"; :'; :";
        LateAccess policy = new LateAccess();
        try (Door door = Door.open(policy);
                OtherProgram program = OtherProgram.ofOurs(script, port(door))) {
            policy.set(LocalAccess.onlyProcess(program.pid()));
            program.go();

            assertThat(door.decision()).isEqualTo(AccessDecision.admitted());
            assertThat(program.heard()).isEqualTo(Door.IN);
        }
    }

    @Test
    void onlyProcess_whenItsSiblingOrItsParentConnects_thenRefused() throws Exception {
        LateAccess policy = new LateAccess();
        try (Door door = Door.open(policy);
                OtherProgram program = OtherProgram.ofOurs(":", port(door));
                OtherProgram sibling = OtherProgram.ofOurs(OtherProgram.connecting(), port(door))) {
            policy.set(LocalAccess.onlyProcess(program.pid()));
            sibling.go();
            AccessDecision ofSibling = door.decision();
            String heardBySibling = sibling.heard();
            try (Socket client = connect(door)) {
                assertThat(heard(client)).isEmpty();
            }

            assertThat(ofSibling.verdict()).isEqualTo(REFUSED);
            assertThat(ofSibling.reason()).contains("process " + program.pid());
            assertThat(heardBySibling).isEmpty();
            assertThat(door.decision().verdict()).isEqualTo(REFUSED);
            assertThat(door.received()).isEmpty();
        }
    }

    @Test
    void onlyProcess_whenItHasEnded_thenRefused() throws Exception {
        LateAccess policy = new LateAccess();
        try (Door door = Door.open(policy);
                OtherProgram program = OtherProgram.ofOurs(":", port(door))) {
            policy.set(LocalAccess.onlyProcess(program.pid()));
            program.go();
            program.heard();
            try (Socket client = connect(door)) {
                assertThat(heard(client)).isEmpty();
            }

            assertThat(door.decision().reason()).contains("has ended");
        }
    }

    private static Socket connect(Door door) throws IOException {
        Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port(door));
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static int port(Door door) {
        return door.address().getPort();
    }

    private static String heard(Socket client) throws IOException {
        return UTF_8.decode(ByteBuffer.wrap(client.getInputStream().readAllBytes()))
                .toString();
    }
}
