package io.arcconnect.rdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.model.Secret;
import io.arcconnect.tunnel.OpenConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Ends that come at another moment, or from another process, than one would think. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the clients of these tests are shell scripts")
class ClientRunEndTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final FakeTunnel tunnel = new FakeTunnel(50_123);

    @TempDir
    Path folder;

    @Test
    void launch_whenFreeRdpFindsNoScreen_thenThatIsAFailure() throws IOException {
        FakeProgram program = FakeProgram.of(folder, "echo failed to open display; exit 1");

        ClientExit exit = tunnel.launch(program.client()).block(BOUND);

        assertThat(exit.isOrderly()).isFalse();
        assertThat(exit.meaning()).hasValueSatisfying(text -> assertThat(text).contains("did not connect"));
    }

    @Test
    void launch_whenItConnectedAndWasDisconnected_thenThatIsOrderly() throws IOException {
        FakeProgram program = FakeProgram.of(folder, "say $$; read -r go < '" + folder + "/go'; exit 1");
        Process pipe = new ProcessBuilder("mkfifo", folder + "/go").start();
        assertThat(pipe.onExit()
                        .orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS)
                        .join()
                        .exitValue())
                .isZero();
        Sinks.One<ClientExit> exit = Sinks.one();
        tunnel.launch(program.client()).subscribe(exit::tryEmitValue);
        program.awaitStarted();

        tunnel.served++;
        Files.writeString(folder.resolve("go"), "go\n");

        assertThat(exit.asMono().block(BOUND).orThrow().meaning()).contains("the session was disconnected");
    }

    @Test
    void launch_whenTheTunnelIsClosedAlready_thenNoClientIsStarted() throws IOException {
        FakeProgram program = FakeProgram.of(folder, "say $$");
        tunnel.close().block(BOUND);

        StepVerifier.create(tunnel.launch(program.client()))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                RdpException.class,
                                late -> assertThat(late.reason()).isEqualTo(RdpReason.CLIENT_NOT_STARTED))
                        .hasMessageContaining("the tunnel is closed"))
                .verify(BOUND);

        assertThat(program.started()).doesNotExist();
    }

    @Test
    void launch_whenTheTunnelClosesWhileThePasswordIsAskedFor_thenItIsHandedToNobody() throws IOException {
        FakeProgram program = FakeProgram.of(folder, "say $$");
        Sinks.One<Secret> typed = Sinks.one();
        Mono<ClientExit> launch = tunnel.launch(program.client().withPassword(typed.asMono()));

        StepVerifier.create(launch)
                .then(() -> tunnel.close().block(BOUND))
                .expectError(RdpException.class)
                .verify(BOUND);

        assertThat(typed.currentSubscriberCount()).isZero();
        assertThat(program.started()).doesNotExist();
    }

    @Test
    void launch_whenTheTunnelClosesAndAChildDoesNotListen_thenItIsKilledThoughItsParentHasEnded() throws Exception {
        FakeProgram program = FakeProgram.of(
                folder,
                "sh -c 'trap \"\" TERM; : > \"$0/deaf\"; while :; do sleep 1; done' '" + folder + "' & while [ ! -e '"
                        + folder + "/deaf' ]; do sleep 0.1; done; say $$ $!; wait");
        Sinks.One<ClientExit> exit = Sinks.one();
        tunnel.launch(program.client()).subscribe(exit::tryEmitValue);
        ProcessHandle child = program.awaitStarted().get(1);

        tunnel.close().block(BOUND);

        assertThat(exit.asMono().block(BOUND).isOrderly()).isTrue();
        child.onExit().get(BOUND.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    @Tag("interop")
    void launch_whenItStartsTheClientAndEnds_thenTheClientIsWaitedForWhileItIsConnected() throws Exception {
        // It stays until its output is being read: of one that ends before, the JDK does not say that others hold the
        // output.
        FakeProgram program = FakeProgram.of(folder, "sleep 1000 & say $!; sleep 2; exit 0");
        tunnel.connections = List.of(new OpenConnection(Optional.empty(), Instant.EPOCH, 0, 0));
        Sinks.One<ClientExit> exit = Sinks.one();
        tunnel.launch(program.client()).subscribe(exit::tryEmitValue);
        ProcessHandle client = program.awaitStarted().get(0);

        StepVerifier.create(exit.asMono()).expectTimeout(Duration.ofSeconds(15)).verify(BOUND);
        client.destroy();

        assertThat(exit.asMono().block(BOUND).status()).isZero();
    }
}
