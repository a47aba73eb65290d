package io.arcconnect.examples.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.examples.jobs.ReachAnyScreen;
import java.io.DataInputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;

/** Another screen than a remote desktop over the same tunnel: TigerVNC behind the relay and OpenSSH's server. */
@Tag("interop")
class VncTunnelInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void hold_whenAVncServerListens_thenItsVersionAndSecurityTypesArriveHere() throws Exception {
        Programs.assumeInstalled("Xtigervnc");
        try (RealMachine there = RealMachine.start(Files.createDirectory(folder.resolve("sshd")));
                Programs programs = new Programs(Files.createDirectory(folder.resolve("vnc")))) {
            InetSocketAddress vnc = Programs.freeAddress();
            XServer screen = XServer.start(
                    programs,
                    "Xtigervnc",
                    "-interface",
                    "127.0.0.1",
                    "-rfbport",
                    "" + vnc.getPort(),
                    "-SecurityTypes",
                    "None");
            programs.await("a VNC server on " + vnc, "Xtigervnc", screen.process(), () -> Programs.answers(vnc));
            Sinks.One<InetSocketAddress> ready = Sinks.one();
            Disposable held = ReachAnyScreen.hold(there.machine(), there.ssh(), vnc.getPort(), ready::tryEmitValue)
                    .subscribe(ended -> {}, ready::tryEmitError);

            try (Socket viewer = connected(ready.asMono().block(LIMIT))) {
                DataInputStream in = new DataInputStream(viewer.getInputStream());
                byte[] version = in.readNBytes(12);
                viewer.getOutputStream().write(version);
                byte[] securityTypes = in.readNBytes(in.readUnsignedByte());

                assertThat(new String(version, StandardCharsets.US_ASCII)).isEqualTo("RFB 003.008\n");
                assertThat(securityTypes).as("None (RFC 6143, section 7.1.2)").contains(1);
            }
            held.dispose();
        }
    }

    private static Socket connected(InetSocketAddress address) throws Exception {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout((int) LIMIT.toMillis());
        return socket;
    }
}
