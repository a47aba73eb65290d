package io.arcconnect.cli.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Secret;
import io.arcconnect.rdp.ClientExit;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

@Timeout(120)
class DesktopRunTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ArcEmulator emulator = ArcEmulator.builder()
            .machine(EmulatedMachine.windows("win-01")
                    .ssh(EmbeddedSsh.create().password("ada", "pw").rdpEcho())
                    .enabled())
            .start();
    private final ArcConnect arc = emulator.arcConnect().build();
    private final StringWriter err = new StringWriter();
    private final Sinks.One<Integer> port = Sinks.one();

    @AfterEach
    void stop() {
        arc.close().block(LIMIT);
        emulator.close();
    }

    @Test
    void on_whenThereIsNoClient_thenTheTunnelStaysAndAPersonIsToldWhatToDo() throws IOException {
        DesktopRun run = new DesktopRun(
                new DesktopOptions(), Optional.empty(), name -> Optional.empty(), says(), new PrintWriter(err, true));

        Disposable open =
                run.on(arc.machine(emulator.machine("win-01").id()), ssh()).subscribe(status -> {}, port::tryEmitError);
        int local = port.asMono().blockOptional(LIMIT).orElseThrow();
        int answer = echo(local);
        Flux.interval(Duration.ofMillis(20))
                .filter(tick -> err.toString().contains("open until Ctrl-C"))
                .blockFirst(LIMIT);
        open.dispose();

        assertThat(answer).isEqualTo(42);
        assertThat(err.toString())
                .startsWith("arcconnect: rdp.no_client")
                .contains("Install FreeRDP", "open until Ctrl-C", "127.0.0.1:" + local, "--rdp-file");
    }

    private static int echo(int local) throws IOException {
        try (Socket client = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), local)) {
            client.setSoTimeout((int) LIMIT.toMillis());
            client.getOutputStream().write(42);
            return client.getInputStream().read();
        }
    }

    private DesktopRun.Says says() {
        return new DesktopRun.Says() {
            @Override
            public void listening(int opened, Optional<Path> file) {
                port.tryEmitValue(opened);
            }

            @Override
            public void ended(ClientExit exit) {
                port.tryEmitError(new AssertionError(exit));
            }
        };
    }

    private Ssh ssh() {
        return Ssh.as("ada")
                .identity(SshIdentity.password(Secret.of("pw")))
                .hostKeys(HostKeys.pinned(emulator.machine("win-01").hostKeyFingerprint()));
    }
}
