package io.arcconnect.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.RelayException;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.testkit.FakeCarrier;
import io.arcconnect.testkit.FakeMachine;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class FakeSshTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final FakeMachine machine = FakeMachine.named("web-01");

    @Test
    void use_whenCommandsAreScripted_thenTheyAnswerAndAllIsClosed() {
        ScriptedSsh ssh =
                FakeSsh.on("uptime").returns(0, "up 3 days\n").on("reboot").fails(SshReason.OUTCOME_UNKNOWN);

        Mono<String> uptime =
                machine.use(ssh, session -> session.exec("uptime")).map(ExecResult::stdout);
        Mono<ExecResult> reboot = machine.use(ssh, session -> session.exec("reboot"));

        StepVerifier.create(uptime).expectNext("up 3 days\n").verifyComplete();
        StepVerifier.create(reboot)
                .expectErrorSatisfies(lost -> assertThat(lost).isInstanceOfSatisfying(SshException.class, ssh1 -> {
                    assertThat(ssh1.reason()).isEqualTo(SshReason.OUTCOME_UNKNOWN);
                    assertThat(ssh1.machine()).contains(machine.id());
                    assertThat(ssh1.result()).isPresent();
                }))
                .verify(LIMIT);
        assertThat(ssh.commands()).containsExactly("uptime", "reboot");
        assertThat(ssh.openSessions()).isZero();
        assertThat(machine.openSessions()).isZero();
    }

    @Test
    void exec_whenNobodySaidAnything_thenAnAssertionErrorNamesIt() {
        ScriptedSsh ssh = FakeSsh.on("uptime").returns(0, "");
        SshSession session = ssh.session(machine.id());

        assertThatThrownBy(() -> session.exec("rm -rf /"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("web-01")
                .hasMessageContaining("on(\"rm -rf /\").returns(…)")
                .hasMessageContaining("[\"uptime\"]");
        assertThatThrownBy(() -> session.openStream("localhost", 80)).hasMessageContaining("reaching(carrier)");
        assertThatThrownBy(() -> session.openSocket("/run/a")).hasMessageContaining("openSocket(/run/a)");
        assertThatThrownBy(() -> session.openSubsystem("netconf")).hasMessageContaining("onSubsystem(…)");
        assertThatThrownBy(() -> session.listen("localhost", 0, stream -> Mono.empty()))
                .hasMessageContaining("listen(localhost:0)");
        assertThat(ssh.unexpected()).hasSize(5).first().isEqualTo("command \"rm -rf /\"");
    }

    @Test
    void use_whenTheCodeSwallowsTheError_thenTheTestStillLearnsOfIt() {
        ScriptedSsh ssh = FakeSsh.create();

        machine.use(ssh, session -> session.exec("oops"))
                .onErrorResume(any -> Mono.empty())
                .block(LIMIT);

        assertThat(ssh.unexpected()).containsExactly("command \"oops\"");
    }

    @Test
    void once_whenUsedUp_thenWhatWasSaidBeforeCounts() {
        ScriptedSsh ssh = FakeSsh.on("x").returns(0, "ok").on("x").once().returns(1, "", "busy");
        SshSession session = ssh.session(machine.id());

        ExecResult first = session.exec("x").block(LIMIT);
        ExecResult second = session.exec("x").block(LIMIT);

        assertThat(first.exitStatus()).hasValue(1);
        assertThat(first.stderr()).isEqualTo("busy");
        assertThat(second.stdout()).isEqualTo("ok");
        assertThatThrownBy(first::orThrow).isInstanceOf(SshException.class).hasMessageContaining("busy");
    }

    @Test
    void after_whenTimeIsVirtual_thenNobodyWaits() {
        ScriptedSsh ssh = FakeSsh.on("slow").after(Duration.ofHours(1)).returns(0, "done");

        StepVerifier.withVirtualTime(
                        () -> machine.use(ssh, session -> session.exec("slow")).map(ExecResult::stdout))
                .expectSubscription()
                .expectNoEvent(Duration.ofMinutes(59))
                .thenAwait(Duration.ofMinutes(1))
                .expectNext("done")
                .verifyComplete();
    }

    @Test
    void timeout_whenTheCommandHangs_thenTimedOutWithWhatItWrote() {
        ScriptedSsh ssh = FakeSsh.on("hang").printing("half").hangs();
        Exec command = Exec.command("hang").timeout(Duration.ofMinutes(5));

        StepVerifier.withVirtualTime(() -> machine.use(ssh, session -> session.exec(command)))
                .thenAwait(Duration.ofMinutes(5))
                .expectErrorSatisfies(late -> assertThat(late).isInstanceOfSatisfying(SshException.class, known -> {
                    assertThat(known.reason()).isEqualTo(SshReason.COMMAND_TIMED_OUT);
                    assertThat(known.result().map(ExecResult::stdout)).contains("half");
                }))
                .verify(LIMIT);
        assertThat(ssh.openSessions()).isZero();
    }

    @Test
    void answers_whenTheCommandHasInput_thenItIsCompleteAndRecorded() {
        ScriptedSsh ssh = FakeSsh.onMatching("tee .*")
                .answers(command -> CommandReply.exit(0, command.input().toUpperCase()));

        ExecResult result = machine.use(
                        ssh,
                        session -> session.exec(
                                Exec.command("tee /etc/motd").env("LANG", "C").stdin("hello")))
                .block(LIMIT);

        assertThat(result.stdout()).isEqualTo("HELLO");
        assertThat(ssh.ran()).singleElement().satisfies(ran -> {
            assertThat(ran.input()).isEqualTo("hello");
            assertThat(ran.exec().environment()).containsEntry("LANG", "C");
        });
    }

    @Test
    void start_whenOutputComesAsItGoes_thenDemandAndStatusAreTheReaders() {
        ScriptedSsh ssh = FakeSsh.on("tail -f log").writes(Flux.range(1, 3).map(i -> "line " + i + "\n"), 7);
        SshSession session = ssh.session(machine.id());

        var tail = session.start(Exec.command("tail -f log")).block(LIMIT);

        StepVerifier.create(tail.stdout().map(bytes -> UTF_8.decode(bytes).toString()), 1)
                .expectNext("line 1\n")
                .thenRequest(2)
                .expectNext("line 2\n", "line 3\n")
                .verifyComplete();
        StepVerifier.create(tail.exit())
                .expectNextMatches(exit -> exit.status().getAsInt() == 7)
                .verifyComplete();
        StepVerifier.create(tail.stdout())
                .expectError(IllegalStateException.class)
                .verify(LIMIT);
    }

    @Test
    void pipes_whenItIsAProgram_thenInputBecomesOutput() {
        ScriptedSsh ssh = FakeSsh.on("cat").pipes(input -> input);

        String answer = machine.use(
                        ssh, session -> session.exec(Exec.command("cat").stdin("meow")))
                .map(ExecResult::stdout)
                .block(LIMIT);

        assertThat(answer).isEqualTo("meow");
    }

    @Test
    void lose_whenACommandRuns_thenItsOutcomeIsUnknown() {
        ScriptedSsh ssh = FakeSsh.on("restart").hangs();

        StepVerifier.create(machine.use(ssh, session -> session.exec("restart")))
                .then(() -> ssh.lose(new RuntimeException("cable")))
                .expectErrorSatisfies(lost -> assertThat(lost)
                        .isInstanceOfSatisfying(
                                SshException.class,
                                known -> assertThat(known.reason()).isEqualTo(SshReason.OUTCOME_UNKNOWN)))
                .verify(LIMIT);
        assertThat(ssh.openSessions()).isZero();
    }

    @Test
    void refusing_whenAReasonIsGiven_thenItIsTheExceptionOfTheLibrary() {
        ScriptedSsh ssh = FakeSsh.refusing(ArcReason.RELAY_LISTENER_NOT_FOUND);

        StepVerifier.create(machine.use(ssh, session -> Mono.just("never")))
                .expectErrorSatisfies(refused -> assertThat(refused).isInstanceOf(RelayException.class))
                .verify(LIMIT);
        assertThat(ssh.opened()).containsExactly(machine.id());
    }

    @Test
    void opening_whenTheCodeMakesItsOwnSsh_thenTheScriptAnswers() {
        FakeMachine scripted = machine.opening(Ssh.class, FakeSsh.on("id").returns(0, "uid=0(root)"));

        String id = scripted.use(Ssh.as("root"), session -> session.exec("id"))
                .map(ExecResult::stdout)
                .block(LIMIT);

        assertThat(id).isEqualTo("uid=0(root)");
        assertThat(scripted.calls()).containsExactly("use(Ssh)");
    }

    @Test
    void openStream_whenACarrierIsNamed_thenItIsReached() {
        FakeCarrier carrier = FakeCarrier.create().echo("localhost", 80);
        SshSession session = FakeSsh.create().reaching(carrier).session(machine.id());

        StepVerifier.create(session.openStream("localhost", 80))
                .expectNextCount(1)
                .verifyComplete();
        StepVerifier.create(session.openStream("localhost", 81)).expectError().verify(LIMIT);

        session.close().block(LIMIT);
        assertThat(carrier.sessions()).isZero();
        StepVerifier.create(session.openStream("localhost", 80))
                .expectError(SshException.class)
                .verify(LIMIT);
    }
}
