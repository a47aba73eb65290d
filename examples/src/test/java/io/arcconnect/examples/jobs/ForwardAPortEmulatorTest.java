package io.arcconnect.examples.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The forwards of {@link ForwardAPort}, on the emulator. */
class ForwardAPortEmulatorTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private ServerSocket target;
    private ArcEmulator emulator;
    private ArcConnect arc;

    @BeforeEach
    void start() throws IOException {
        target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        target.setSoTimeout((int) BOUND.toMillis());
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("db-01")
                        .ssh(EmbeddedSsh.create().password("azureuser", "pw").forward("localhost", 5432, address()))
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
    }

    @AfterEach
    void stop() throws IOException {
        arc.close().block(BOUND);
        emulator.close();
        target.close();
    }

    @Test
    void database_whenConnectedTo_thenTheMachinesPortAnswers() throws IOException {
        whileOpen(
                (Consumer<InetSocketAddress> ready) -> ForwardAPort.database(machine(), ssh(), ready),
                local -> converse(new Socket(local.getAddress(), local.getPort())));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void databaseForOne_whenThatProcessConnects_thenTheMachinesPortAnswers() throws IOException {
        long us = ProcessHandle.current().pid();

        whileOpen(
                (Consumer<InetSocketAddress> ready) -> ForwardAPort.databaseForOne(machine(), ssh(), us, ready),
                local -> converse(new Socket(local.getAddress(), local.getPort())));
    }

    @Test
    void browse_whenAProgramUsesTheProxy_thenItSeesWhatTheMachineSees() throws IOException {
        whileOpen((Consumer<InetSocketAddress> ready) -> ForwardAPort.browse(machine(), ssh(), ready), proxy -> {
            Socket socket = new Socket(new Proxy(Proxy.Type.SOCKS, proxy));
            socket.connect(InetSocketAddress.createUnresolved("localhost", 5432));
            converse(socket);
        });
    }

    @Test
    void publish_whenTheMachineConnects_thenThisComputersProgramAnswers() throws IOException {
        whileOpen(
                (Consumer<String> ready) -> ForwardAPort.publish(machine(), ssh(), target.getLocalPort(), ready),
                there -> converse(new Socket(
                        InetAddress.getLoopbackAddress(), Integer.parseInt(there.substring(there.indexOf(':') + 1)))));
    }

    private interface Use<T> {
        void of(T address) throws IOException;
    }

    private <T> void whileOpen(Function<Consumer<T>, Mono<Void>> job, Use<T> use) throws IOException {
        Sinks.One<T> ready = Sinks.one();
        Disposable open =
                job.apply(ready::tryEmitValue).subscribe(nothing -> {}, ready::tryEmitError, ready::tryEmitEmpty);
        try {
            use.of(ready.asMono().blockOptional(BOUND).orElseThrow());
        } finally {
            open.dispose();
        }
    }

    /** One word each way, through whatever lies between. */
    private void converse(Socket client) throws IOException {
        try (client;
                Socket server = target.accept()) {
            client.setSoTimeout((int) BOUND.toMillis());
            server.setSoTimeout((int) BOUND.toMillis());
            client.getOutputStream().write("ping".getBytes(UTF_8));
            String asked = new String(server.getInputStream().readNBytes(4), UTF_8);
            server.getOutputStream().write("pong".getBytes(UTF_8));
            String answered = new String(client.getInputStream().readNBytes(4), UTF_8);

            assertThat(asked).isEqualTo("ping");
            assertThat(answered).isEqualTo("pong");
        }
    }

    private InetSocketAddress address() {
        return (InetSocketAddress) target.getLocalSocketAddress();
    }

    private ArcMachine machine() {
        return arc.machine(emulator.machine("db-01").id());
    }

    private Ssh ssh() {
        return Ssh.as("azureuser")
                .identity(SshIdentity.password(Secret.of("pw")))
                .hostKeys(HostKeys.pinned(emulator.machine("db-01").hostKeyFingerprint()));
    }
}
