package io.arcconnect.examples.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.Secret;
import io.arcconnect.rdp.Rdp;
import io.arcconnect.rdp.RdpTunnel;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One person with the desktops of several machines open, each at a port of its own. */
class SeveralMachinesEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> NAMES = List.of("win-01", "win-02", "win-03");

    @Test
    void connect_whenSeveralMachinesAtOnce_thenEachHasItsPortAndTheEndOfOneIsNotTheOthers() throws Exception {
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(machine(NAMES.get(0)))
                .machine(machine(NAMES.get(1)))
                .machine(machine(NAMES.get(2)))
                .start()) {
            ArcConnect arc = emulator.arcConnect().build();
            List<RdpTunnel> tunnels = Flux.fromIterable(NAMES)
                    .flatMapSequential(name ->
                            open(emulator, arc.machine(emulator.machine(name).id())))
                    .collectList()
                    .block(LIMIT);

            tunnels.get(0).close().block(LIMIT);

            assertThat(tunnels.stream()
                            .map(tunnel -> tunnel.localAddress().getPort())
                            .distinct())
                    .hasSize(3);
            assertThat(echo(tunnels.get(1), 'b')).isEqualTo('b');
            assertThat(echo(tunnels.get(2), 'c')).isEqualTo('c');
            arc.close().block(LIMIT);
        }
    }

    private static EmulatedMachine machine(String name) {
        return EmulatedMachine.windows(name)
                .ssh(EmbeddedSsh.create().password("ada", "pw").rdpEcho())
                .enabled();
    }

    private static Mono<RdpTunnel> open(ArcEmulator emulator, ArcMachine machine) {
        Ssh ssh = Ssh.as("ada")
                .identity(SshIdentity.password(Secret.of("pw")))
                .hostKeys(HostKeys.pinned(emulator.machine(machine.id().name()).hostKeyFingerprint()));
        return machine.connect(Rdp.over(ssh));
    }

    private static int echo(RdpTunnel tunnel, int letter) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(tunnel.localAddress());
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream().write(letter);
            return socket.getInputStream().read();
        }
    }
}
