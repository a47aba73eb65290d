package io.arcconnect.rdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the clients of these tests are shell scripts")
class ClientRunTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final FakeTunnel tunnel = new FakeTunnel(50_123);

    @TempDir
    Path folder;

    @Test
    void launch_whenTheClientEnds_thenItsStatusMeaningAndOutputAndTheTunnelStays() throws IOException {
        FakeProgram program = FakeProgram.of(folder, "echo to stdout; echo to stderr >&2; exit 134");

        ClientExit exit = tunnel.launch(program.client()).block(BOUND);

        assertThat(exit.status()).isEqualTo(134);
        assertThat(exit.meaning()).contains("the login failed");
        assertThat(exit.output()).contains("to stdout").contains("to stderr");
        assertThat(exit.isOrderly()).isFalse();
        assertThatThrownBy(exit::orThrow)
                .isInstanceOfSatisfying(
                        RdpException.class,
                        failed -> assertThat(failed.reason()).isEqualTo(RdpReason.CLIENT_FAILED))
                .hasMessageContaining("status 134: the login failed");
        StepVerifier.create(tunnel.onClose())
                .expectTimeout(Duration.ofMillis(1))
                .verify(BOUND);
    }

    @Test
    void launch_whenTheClientRuns_thenAPrivateFileForThisTunnelThatIsGoneAfterwards() throws IOException {
        FakeProgram program =
                FakeProgram.of(folder, "cp \"$1\" '" + folder + "/seen'; ls -l \"$1\" | cut -c1-10; echo \"file=$1\"");

        ClientExit exit = tunnel.launch(program.client(), RdpFile.parse("full address:s:elsewhere\r\nx:i:1\r\n"))
                .map(ClientExit::orThrow)
                .block(BOUND);

        assertThat(Files.readAllBytes(folder.resolve("seen")))
                .isEqualTo(RdpFile.parse("full address:s:elsewhere\r\nx:i:1\r\n")
                        .withAddress(tunnel.localAddress())
                        .withCertificateCheck(CertificateCheck.NOT_CHECKED)
                        .bytes());
        assertThat(exit.output()).startsWith("-rw-------");
        Path file = Path.of(exit.output().strip().split("file=")[1]);
        assertThat(file).doesNotExist();
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void launch_whenTheCheckWasSaid_thenItIsKept() throws IOException {
        FakeProgram program = FakeProgram.of(folder, "cp \"$1\" '" + folder + "/seen'");

        tunnel.launch(program.client(), tunnel.rdpFile().withCertificateCheck(CertificateCheck.WARN))
                .block(BOUND);

        assertThat(RdpFile.parse(Files.readAllBytes(folder.resolve("seen")))).isEqualTo(tunnel.rdpFile());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void launch_whenTheClientRuns_thenItsArgumentsAreTheFileAndSwitches() throws IOException {
        FakeProgram program = FakeProgram.of(folder, "say $$; while :; do sleep 1; done");
        Disposable running =
                tunnel.launch(program.client().withArguments("/log-level:WARN")).subscribe();

        List<String> arguments = FakeProgram.arguments(program.awaitStarted().get(0));
        running.dispose();

        assertThat(arguments.subList(1, arguments.size()))
                .satisfiesExactly(
                        script -> assertThat(script).isEqualTo(program.path().toString()),
                        file -> assertThat(file).endsWith("desktop.rdp"),
                        check -> assertThat(check).isEqualTo("/cert:ignore"),
                        more -> assertThat(more).isEqualTo("/log-level:WARN"));
    }

    @Test
    void launch_whenItPrintsMuch_thenItIsNotHeldUpAndTheEndIsKept() throws IOException {
        FakeProgram program = FakeProgram.of(
                folder,
                "i=0; while [ $i -lt 3000 ]; do echo 'a line that is of no use to anybody, but quite long, really'; i=$((i+1)); done; echo the end");

        ClientExit exit = tunnel.launch(program.client()).block(BOUND);

        assertThat(exit.output()).endsWith("the end\n").hasSizeLessThanOrEqualTo(8 * 1024);
    }

    @Test
    void launch_whenItReadsItsInput_thenThereIsNone() throws IOException {
        FakeProgram program = FakeProgram.of(folder, "cat; echo none");

        assertThat(tunnel.launch(program.client()).block(BOUND).output()).isEqualTo("none\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void launch_whenAPasswordIsGiven_thenItIsReadFromTheInputAndSeenNowhereElse() throws IOException {
        FakeProgram program = FakeProgram.of(
                folder, "read -r line; [ \"$line\" = 's3cret \\ü' ] && say $$; while :; do sleep 1; done");
        DesktopClient client = program.client().withPassword(Mono.just(Secret.of("s3cret \\ü")));
        Disposable running = tunnel.launch(client).subscribe();

        ProcessHandle started = program.awaitStarted().get(0);
        List<String> arguments = FakeProgram.arguments(started);
        List<String> environment = FakeProgram.environment(started);
        running.dispose();

        assertThat(arguments).contains("/from-stdin:force").noneMatch(argument -> argument.contains("s3cret"));
        assertThat(environment).isNotEmpty().noneMatch(variable -> variable.contains("s3cret"));
        assertThat(client.toString()).doesNotContain("s3cret");
    }

    @Test
    void launch_whenThePasswordCannotBeTyped_thenTheClientIsNotStarted() throws IOException {
        FakeProgram program = FakeProgram.of(folder, "say $$");
        RdpFile nobodys = RdpFile.parse("");

        StepVerifier.create(tunnel.launch(program.client().withPassword(Mono.just(Secret.of("a\nb")))))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageNotContaining("a\nb"))
                .verify(BOUND);
        StepVerifier.create(tunnel.launch(program.client().withPassword(Mono.empty())))
                .expectError(IllegalStateException.class)
                .verify(BOUND);
        StepVerifier.create(tunnel.launch(program.client().withPassword(Mono.just(Secret.of("x"))), nobodys))
                .expectError(IllegalStateException.class)
                .verify(BOUND);
        assertThat(program.started()).doesNotExist();
    }

    @Test
    void launch_whenCancelled_thenTheClientAndItsChildrenEndAndTheFileIsGone() throws Exception {
        FakeProgram program =
                FakeProgram.of(folder, "echo \"$1\" > '" + folder + "/name'; sleep 1000 & say $$ $!; wait");
        Disposable running = tunnel.launch(program.client()).subscribe();
        List<ProcessHandle> family = program.awaitStarted();

        running.dispose();

        assertThat(family).hasSize(2);
        for (ProcessHandle member : family) {
            member.onExit().get(BOUND.toSeconds(), TimeUnit.SECONDS);
        }
        Path temporary =
                Path.of(Files.readString(folder.resolve("name")).strip()).getParent();
        Flux.interval(Duration.ofMillis(20))
                .filter(tick -> Files.notExists(temporary))
                .blockFirst(BOUND);
    }

    @Test
    void launch_whenCancelledAndItDoesNotListen_thenItIsKilled() throws Exception {
        FakeProgram program = FakeProgram.of(folder, "trap '' TERM; say $$; while :; do sleep 1; done");
        Disposable running = tunnel.launch(program.client()).subscribe();
        ProcessHandle stubborn = program.awaitStarted().get(0);

        running.dispose();

        stubborn.onExit().get(BOUND.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void launch_whenTheTunnelCloses_thenTheClientEndsAndThatIsOrderly() throws IOException {
        FakeProgram program = FakeProgram.of(folder, "say $$; exec sleep 1000");
        Sinks.One<ClientExit> exit = Sinks.one();
        tunnel.launch(program.client()).subscribe(exit::tryEmitValue);
        program.awaitStarted();

        tunnel.close().block(BOUND);

        ClientExit ended = exit.asMono().block(BOUND);
        assertThat(ended.orThrow().meaning())
                .hasValueSatisfying(text -> assertThat(text).contains("tunnel was closed"));
    }

    @Test
    void launch_whenTheTunnelIsLost_thenItsCauseAfterTheClientHasEnded() throws IOException {
        FakeProgram program = FakeProgram.of(folder, "say $$; exec sleep 1000");
        Sinks.Empty<Void> failed = Sinks.empty();
        tunnel.launch(program.client()).subscribe(exit -> {}, failed::tryEmitError);
        ProcessHandle running = program.awaitStarted().get(0);

        tunnel.closed.tryEmitError(new IOException("pulled the plug"));

        StepVerifier.create(failed.asMono())
                .expectErrorMessage("pulled the plug")
                .verify(BOUND);
        assertThat(running.isAlive()).isFalse();
    }

    @Test
    void launch_whenTheProgramCannotRun_thenClientNotStarted() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "not a program");
        Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rw-------"));

        for (Path program : List.of(text, folder.resolve("none"))) {
            StepVerifier.create(tunnel.launch(DesktopClient.freeRdp(program)))
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOfSatisfying(
                                    RdpException.class,
                                    failed -> assertThat(failed.reason()).isEqualTo(RdpReason.CLIENT_NOT_STARTED))
                            .hasMessageContaining("error=")
                            .hasRootCauseInstanceOf(IOException.class))
                    .verify(BOUND);
        }
    }

    @Test
    void launch_whenNotSubscribed_thenNothingStarts() throws IOException {
        FakeProgram program = FakeProgram.of(folder, "say $$");

        var unused = tunnel.launch(program.client());

        assertThat(program.started()).doesNotExist();
    }

    @Test
    void launch_whenSubscribedTwice_thenTwoClients() throws IOException {
        FakeProgram program = FakeProgram.of(folder, "echo x >> '" + folder + "/times'");
        Mono<ClientExit> launch = tunnel.launch(program.client());

        launch.then(launch).block(BOUND);

        assertThat(folder.resolve("times")).hasContent("x\nx\n");
    }
}
