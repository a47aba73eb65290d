package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arcconnect.ArcMachine;
import io.arcconnect.ssh.SshServerUnderTest.Feature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What a shell in a terminal does on any server. Quotes in what is typed tell it from what comes of it. */
interface ShellContract {

    Duration LIMIT = Duration.ofSeconds(60);

    SshServerUnderTest server();

    ArcMachine machine();

    private Shell shell() {
        return Shell.over(server().ssh());
    }

    @Test
    default void interact_whenLinesAreTyped_thenTheyAreEchoedAndAnsweredUntilTheShellEnds() {
        String screen = machine().stream(shell(), shell -> shell.interact(Screen.keys("echo hel\"\"lo\r", "exit\r")))
                .as(Screen::text)
                .block(LIMIT);

        assertThat(screen).contains("echo hel\"\"lo").contains("hello\r\n");
    }

    @Test
    default void exit_whenTheShellEnds_thenItsStatus() {
        ExitStatus exit = machine()
                .use(shell(), shell -> shell.interact(Screen.keys("exit 7\r")).then(shell.exit()))
                .block(LIMIT);

        assertThat(exit).isEqualTo(ExitStatus.of(7));
    }

    @Test
    default void resize_whenTheWindowChanges_thenTheMachineKnows() {
        String screen = machine()
                .use(shell().size(132, 43), shell -> {
                    Screen seen = new Screen();
                    Mono<Void> watching = shell.screen().doOnNext(seen::show).then();
                    Mono<Void> typing = shell.type("stty size\r")
                            .then(seen.shows("43 132"))
                            .then(shell.resize(90, 30))
                            .then(shell.type("stty size\r"))
                            .then(seen.shows("30 90"))
                            // The shell may end before whoever typed is told that it was sent.
                            .then(shell.type("exit\r").onErrorComplete(IOException.class));
                    return Mono.when(watching, typing).then(Mono.fromSupplier(seen::text));
                })
                .block(LIMIT);

        assertThat(screen).contains("43 132\r\n", "30 90\r\n");
    }

    @Test
    default void open_whenTheTerminalHasAName_thenProgramsFindIt() {
        String screen = machine().stream(
                        shell().pty(Pty.of(80, 24).terminal("vt100")),
                        shell -> shell.interact(Screen.keys("echo is:$TERM:\r", "exit\r")))
                .as(Screen::text)
                .block(LIMIT);

        assertThat(screen).contains("is:vt100:");
    }

    @Test
    default void send_whenCtrlCIsTyped_thenTheProgramIsInterrupted() {
        assumeTrue(!(server() instanceof EmbeddedServer), "skipped: the embedded server's commands have no terminal");
        String program = "exec sh -c 'trap \"exit 9\" INT; echo ready; while :; do sleep 0.1; done'";

        ExitStatus exit = machine()
                .use(shell().command(program), shell -> {
                    Screen seen = new Screen();
                    return Mono.when(
                                    shell.screen().doOnNext(seen::show).then(),
                                    seen.shows("ready").then(shell.type("\u0003")))
                            .then(shell.exit());
                })
                .block(LIMIT);

        assertThat(exit).isEqualTo(ExitStatus.of(9));
    }

    @Test
    default void pty_whenEchoIsOff_thenWhatIsTypedIsNotShown() {
        assumeTrue(!(server() instanceof EmbeddedServer), "skipped: the embedded server's commands have no terminal");

        String screen = machine().stream(
                        shell().pty(Pty.of(80, 24).mode(TerminalMode.ECHO, 0)).command("cat"),
                        shell -> shell.interact(Screen.keys("hello\r\u0004")))
                .as(Screen::text)
                .block(LIMIT);

        assertThat(screen).containsOnlyOnce("hello");
    }

    @Test
    default void pty_whenRaw_thenEveryByteGoesThroughUnchanged() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        byte[] screen = machine().stream(
                        shell().pty(Pty.raw(80, 24)).command("cat"),
                        shell -> shell.interact(Mono.just(ByteBuffer.wrap(all))))
                .as(chunks -> Screen.bytes(chunks, all.length))
                .block(LIMIT);

        assertThat(screen).isEqualTo(all);
    }

    @Test
    default void interact_whenTheKeystrokesFail_thenTheirErrorEndsIt() {
        Flux<ByteBuffer> broken = Flux.error(new IllegalStateException("the keyboard is gone"));

        Throwable error = catchThrowable(
                () -> machine().stream(shell(), shell -> shell.interact(broken)).blockLast(LIMIT));

        assertThat(error).isInstanceOf(IllegalStateException.class).hasMessage("the keyboard is gone");
    }

    @Test
    default void interact_whenTheShellEnds_thenTheKeystrokesAreCancelled() {
        Sinks.Empty<Void> cancelled = Sinks.empty();
        Flux<ByteBuffer> endless =
                Screen.keys("exit\r").concatWith(Flux.never()).doOnCancel(cancelled::tryEmitEmpty);

        machine().stream(shell(), shell -> shell.interact(endless)).blockLast(LIMIT);

        cancelled.asMono().block(LIMIT);
    }

    @Test
    default void on_whenTheSessionIsThere_thenItStaysAfterTheShell() {
        String output = machine()
                .use(
                        server().ssh(),
                        session -> shell().on(session)
                                .delayUntil(shell ->
                                        shell.interact(Screen.keys("exit\r")).then(shell.close()))
                                .then(session.exec("echo still")))
                .map(ExecResult::stdout)
                .block(LIMIT);

        assertThat(output).isEqualTo("still\n");
    }

    @Test
    default void close_whenTheShellRuns_thenItEnds() {
        machine()
                .use(shell(), shell -> shell.close().then(Mono.when(shell.exit(), shell.onClose())))
                .block(LIMIT);
    }

    @Test
    default void signal_whenTheServerPassesItOn_thenItEndsTheProgram() {
        assumeTrue(server().features().contains(Feature.SIGNALS), "skipped: the server passes no signals on");
        assumeTrue(
                !(server() instanceof OpenSshServer) || !OpenSshServer.user().equals("root"),
                "skipped: OpenSSH passes no signals on to root's programs");

        ExitStatus exit = machine()
                .use(shell().command("echo ready; exec sleep 600"), shell -> {
                    Screen seen = new Screen();
                    return Mono.when(
                                    shell.screen().doOnNext(seen::show).then(),
                                    seen.shows("ready").then(shell.signal("TERM")))
                            .then(shell.exit());
                })
                .block(LIMIT);

        assertThat(exit.signal()).contains("TERM");
    }

    @Test
    default void sendBreak_whenTheServerKnowsNone_thenTheShellGoesOn() {
        String screen = machine().stream(
                        shell(),
                        shell -> shell.sendBreak(Duration.ZERO)
                                .thenMany(shell.interact(Screen.keys("echo go\"\"ing\r", "exit\r"))))
                .as(Screen::text)
                .block(LIMIT);

        assertThat(screen).contains("going\r\n");
    }
}
