package io.arcconnect.examples.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.Secret;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.TunnelEvent;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** {@link OpenSeveralDesktops}, on the emulator. */
class OpenSeveralDesktopsEmulatorTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Map<String, InetSocketAddress> ready = new ConcurrentHashMap<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<TunnelEvent> told = new CopyOnWriteArrayList<>();
    private ArcEmulator emulator;
    private ArcConnect arc;

    @BeforeEach
    void start() {
        EmbeddedSsh server = EmbeddedSsh.create().password("azureuser", "pw").rdpEcho();
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.windows("win-01").ssh(server).enabled())
                .machine(EmulatedMachine.windows("win-02").ssh(server).enabled())
                .machine(EmulatedMachine.windows("win-03")
                        .ssh(server.withoutForwarding())
                        .enabled())
                .start();
        arc = emulator.arcConnect()
                .listener(new ArcConnectListener() {
                    @Override
                    public void onTunnel(TunnelEvent event) {
                        told.add(event);
                    }
                })
                .build();
    }

    @AfterEach
    void stop() {
        arc.close().block(BOUND);
        emulator.close();
    }

    @Test
    void tunnels_whenSeveralMachinesAreOpened_thenEachHasItsPortAndItsOwnFate() throws IOException {
        List<ArcMachine> machines = Stream.of("win-01", "win-02", "win-03")
                .map(name -> arc.machine(emulator.machine(name).id()))
                .toList();
        Disposable open = OpenSeveralDesktops.tunnels(
                        arc, machines, ssh(), (MachineId id, InetSocketAddress at) -> ready.put(id.name(), at))
                .subscribe(lines::add);
        await(() -> ready.size() == 2 && lines.size() == 1);

        try (Socket one = connect("win-01");
                Socket other = connect("win-02")) {
            assertThat(echo(one, 1)).isEqualTo(1);
            assertThat(echo(other, 2)).isEqualTo(2);

            emulator.machine("win-01").dropConnections();

            assertThat(isEnded(one)).isTrue();
            assertThat(echo(other, 3)).isEqualTo(3);
        }
        try (Socket again = connect("win-01")) {
            assertThat(echo(again, 4)).isEqualTo(4);
        }
        open.dispose();

        assertThat(lines).singleElement().asString().contains("win-03", "rdp.target_refused");
        assertThat(ready.get("win-01").getPort())
                .isNotEqualTo(ready.get("win-02").getPort());
        await(() -> isRefused("win-01") && isRefused("win-02"));
        await(() -> steps("win-02").contains(TunnelEvent.Step.CLOSED));
        assertThat(steps("win-01")).contains(TunnelEvent.Step.CARRIER_LOST, TunnelEvent.Step.CARRIER_RENEWED);
        assertThat(steps("win-02")).doesNotContain(TunnelEvent.Step.CARRIER_LOST);
        assertThat(steps("win-03")).isEmpty();
    }

    private Ssh ssh() {
        return Ssh.as("azureuser")
                .identity(SshIdentity.password(Secret.of("pw")))
                .hostKeys(HostKeys.pinned(emulator.machine("win-01").hostKeyFingerprint()));
    }

    private List<TunnelEvent.Step> steps(String machine) {
        return told.stream()
                .filter(event -> event.machine().orElseThrow().name().equals(machine))
                .map(TunnelEvent::step)
                .toList();
    }

    private Socket connect(String machine) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout((int) BOUND.toMillis());
        socket.connect(ready.get(machine), (int) BOUND.toMillis());
        return socket;
    }

    private boolean isRefused(String machine) {
        try {
            connect(machine).close();
            return false;
        } catch (ConnectException nobody) {
            return true;
        } catch (IOException other) {
            return false;
        }
    }

    private static int echo(Socket socket, int value) throws IOException {
        socket.getOutputStream().write(value);
        return socket.getInputStream().read();
    }

    private static boolean isEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it never came to be");
            }
            Mono.delay(Duration.ofMillis(20)).block(BOUND);
        }
    }
}
