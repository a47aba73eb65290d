package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arcconnect.model.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What commands do on any server that has a POSIX shell. */
interface ExecContract extends ExecEndsContract {

    Duration LIMIT = Duration.ofSeconds(60);

    /** Whether {@code LANG} and {@code LC_*} may be set by request, as OpenSSH of most distributions allows. */
    boolean takesVariables();

    /** Whether any other variable may be set by request as well. */
    default boolean takesAnyVariable() {
        return false;
    }

    /** Whether it passes signals on for the user who is logged in: OpenSSH does not for root. */
    boolean takesSignals();

    private ExecResult run(Exec command) {
        return machine().use(ssh(), session -> session.exec(command)).block(LIMIT);
    }

    private SshException failure(Exec command) {
        return catchThrowableOfType(SshException.class, () -> run(command));
    }

    @Test
    default void env_whenSet_thenTheCommandHasItAndTheResultSaysHow() {
        ExecResult result = run(Exec.command("printf '%s|%s' \"$LC_ARC\" \"$OTHER\"")
                .env("LC_ARC", "it's")
                .env("OTHER", "a \"b\" $c `d`\nnext"));

        assertThat(result.stdout()).isEqualTo("it's|a \"b\" $c `d`\nnext");
        assertThat(result.exportedVariables().contains("OTHER")).isEqualTo(!takesAnyVariable());
        assertThat(result.exportedVariables().contains("LC_ARC")).isEqualTo(!takesVariables());
    }

    @Test
    default void env_whenSecret_thenByRequestOrNotAtAll() {
        Exec secret = Exec.command("printf %s \"$LC_SECRET\"").env("LC_SECRET", Secret.of("hunter2"));

        if (takesVariables()) {
            assertThat(run(secret).stdout()).isEqualTo("hunter2");
        } else {
            SshException error = failure(secret);
            assertThat(error.reason()).isEqualTo(SshReason.ENVIRONMENT_REFUSED);
            assertThat(error).hasMessageContaining("LC_SECRET").hasMessageNotContaining("hunter2");
        }
    }

    @Test
    default void workingDirectory_whenItIs_thenTheCommandRunsThere() {
        assertThat(run(Exec.command("pwd; echo done").workingDirectory("/usr")).stdout())
                .isEqualTo("/usr\ndone\n");
    }

    @Test
    default void workingDirectory_whenItIsNot_thenTheCommandDoesNotRun() {
        ExecResult result = run(Exec.command("echo ran").workingDirectory("/no such place"));

        assertThat(result.exitStatus()).hasValue(1);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr()).contains("/no such place");
    }

    @Test
    default void of_whenArgumentsHaveEverything_thenTheProgramGetsThem() {
        ExecResult result = run(Exec.of(
                RemoteShell.POSIX, "printf", "<%s>", "", "a b", "it's", "\"$HOME\"", "`id`", "*", "\\", "é\n", "-n"));

        assertThat(result.stdout()).isEqualTo("<><a b><it's><\"$HOME\"><`id`><*><\\><é\n><-n>");
    }

    @Test
    default void script_whenPosix_thenItsOutputAndStatus() {
        ExecResult result = run(Exec.script(RemoteShell.POSIX, "for i in 1 2; do\n  echo \"it's $i\"\ndone\nexit 4"));

        assertThat(result.stdout()).isEqualTo("it's 1\nit's 2\n");
        assertThat(result.exitStatus()).hasValue(4);
    }

    @Test
    default void timeout_whenTheCommandEndsInTime_thenAsWithoutAndStderrIsItsOwn() {
        ExecResult result =
                run(Exec.command("cat; echo err >&2; exit 7").stdin("in").timeout(Duration.ofMinutes(1)));

        assertThat(result.stdout()).isEqualTo("in");
        assertThat(result.stderr()).isEqualTo("err\n");
        assertThat(result.exitStatus()).hasValue(7);
    }

    @Test
    default void timeout_whenItPasses_thenTheProcessGroupIsGoneAndTheOutputReachable() {
        String mark = "4711" + System.nanoTime();
        Exec stubborn = Exec.command("sleep " + mark + " & echo begun; sleep " + mark + "; echo never")
                .timeout(Duration.ofSeconds(2));

        SshException error = failure(stubborn);

        assertThat(error.reason()).isEqualTo(SshReason.COMMAND_TIMED_OUT);
        assertThat(error.result().orElseThrow().stdout()).isEqualTo("begun\n");
        Eventually.holds("the end of the group", LIMIT, () -> !Processes.anyHas("sleep " + mark));
    }

    @Test
    default void timeout_whenTheCommandIgnoresTerm_thenItIsKilled() {
        String mark = "4712" + System.nanoTime();
        Exec stubborn = Exec.command("trap '' TERM; echo begun; while :; do sleep 1; : " + mark + "; done")
                .timeout(Duration.ofSeconds(2));

        SshException error = failure(stubborn);

        assertThat(error.reason()).isEqualTo(SshReason.COMMAND_TIMED_OUT);
        assertThat(error.getMessage()).containsPattern("KILL|137");
        Eventually.holds("the end of it", LIMIT, () -> !Processes.anyHas(mark));
    }

    @Test
    default void timeout_whenACommandIsStarted_thenOutputsAndExitSayIt() {
        Mono<SshException> failed = machine()
                .use(
                        ssh(),
                        session -> session.start(Exec.command("sleep 600").timeout(Duration.ofSeconds(1)))
                                .flatMap(running -> Mono.zip(
                                        error(running.stdout().then()),
                                        error(running.stderr().then()),
                                        error(running.exit().then())))
                                .map(all -> {
                                    assertThat(all.getT1().reason()).isEqualTo(SshReason.COMMAND_TIMED_OUT);
                                    assertThat(all.getT2().reason()).isEqualTo(SshReason.COMMAND_TIMED_OUT);
                                    return all.getT3();
                                }));

        assertThat(failed.block(LIMIT).reason()).isEqualTo(SshReason.COMMAND_TIMED_OUT);
    }

    private static Mono<SshException> error(Mono<Void> end) {
        return end.thenReturn(new AssertionError("no error"))
                .<SshException>flatMap(Mono::error)
                .onErrorResume(SshException.class, Mono::just);
    }

    @Test
    default void keep_whenThereIsMore_thenBothEndsAndTheLength() {
        ExecResult result = run(Exec.command("seq 1 200000").keep(OutputLimit.headAndTail(10, 14)));

        assertThat(result.isTruncated()).isTrue();
        assertThat(result.stdoutLength()).isEqualTo(1_288_895);
        assertThat(result.stdout()).startsWith("1\n2\n3\n4\n5\n").endsWith("199999\n200000\n");
        assertThat(result.stdout()).contains("1288871 bytes left out");
        assertThat(result.stdoutBytes()).hasSize(24);
        assertThat(result.orThrow()).isSameAs(result);
    }

    @Test
    default void watch_whenTheCommandWrites_thenBothOutputsAreSeenBeforeItsEndAndKept() {
        Sinks.Empty<Void> seen = Sinks.empty();
        StringBuffer errors = new StringBuffer();
        Exec waiting = Exec.command("echo begun; echo warned >&2; read go; echo $go")
                .stdin(seen.asMono().thenReturn(ByteBuffer.wrap("gone\n".getBytes(StandardCharsets.UTF_8))))
                .watch(
                        bytes -> {
                            assertThat(bytes.isReadOnly()).isTrue();
                            seen.tryEmitEmpty();
                        },
                        bytes -> errors.append(StandardCharsets.UTF_8.decode(bytes)));

        ExecResult result = run(waiting);

        assertThat(result.stdout()).isEqualTo("begun\ngone\n");
        assertThat(result.stderr()).isEqualTo("warned\n");
        assertThat(errors.toString()).isEqualTo("warned\n");
    }

    @Test
    default void watch_whenItThrows_thenTheCommandIsEndedWithThat() {
        IllegalStateException own = new IllegalStateException("seen enough");
        Exec endless = Exec.command("echo begun; sleep 600").watch(bytes -> throwing(own), bytes -> {});

        assertThatThrownBy(() -> run(endless)).isSameAs(own);
    }

    private static void throwing(RuntimeException error) {
        throw error;
    }

    @Test
    default void signal_whenTheCommandTrapsIt_thenItIsTold() {
        Exec waiting = Exec.command("trap 'echo told; exit 3' USR1; echo ready; while :; do sleep 0.1; done")
                .timeout(Duration.ofMinutes(1));

        String said = machine()
                .use(ssh(), session -> session.start(waiting).flatMap(this::tellWhenReady))
                .block(LIMIT);

        assertThat(said).isEqualTo("ready\ntold\nstatus 3");
    }

    private Mono<String> tellWhenReady(RemoteCommand running) {
        AtomicBoolean told = new AtomicBoolean();
        Flux<String> output = running.stdout()
                .map(bytes -> StandardCharsets.UTF_8.decode(bytes).toString())
                .concatMap(text ->
                        told.compareAndSet(false, true) ? running.signal("USR1").thenReturn(text) : Mono.just(text));
        return Mono.zip(
                output.reduce("", String::concat), running.stderr().then(running.exit()), (out, exit) -> out + exit);
    }

    @Test
    default void exec_whenCancelled_thenTheCommandIsTerminated() throws Exception {
        cancelled("4713" + System.nanoTime(), exec -> exec.timeout(Duration.ofMinutes(10)));
    }

    @Test
    default void exec_whenCancelledWithoutATimeout_thenTheServerIsAskedToTerminateIt() throws Exception {
        assumeTrue(takesSignals(), "skipped: the server passes no signals on");

        cancelled("4714" + System.nanoTime(), exec -> exec);
    }

    private void cancelled(String mark, UnaryOperator<Exec> more) {
        Exec running = more.apply(Exec.command("cat; : " + mark + "; sleep 600; echo never"));
        Disposable use = machine()
                .use(ssh(), session -> session.exec(running))
                .onErrorComplete()
                .subscribe();
        Eventually.holds("its shell", LIMIT, () -> Processes.anyHas(mark));

        use.dispose();

        Eventually.holds("the end of its shell", LIMIT, () -> !Processes.anyHas(mark));
    }
}
