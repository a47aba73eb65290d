package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.model.AgentConfiguration;
import io.arcconnect.model.AgentConfiguration.ExtensionType;
import io.arcconnect.model.RunCommandResult;
import io.arcconnect.model.RunCommandSpec;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Route;
import io.arcconnect.spi.event.ActionEndedEvent;
import io.arcconnect.spi.event.CloseProblemEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Scripts through the agent: what becomes of them, what is said about it, and that none of them is left behind. */
@Timeout(60)
class RunCommandEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final RunCommandSpec SPEC = RunCommandSpec.of("echo linux", "echo windows");
    private static final ExtensionType HANDLER = new ExtensionType("Microsoft.CPlat.Core", "RunCommandHandlerLinux");

    private ArcEmulator emulator;
    private ArcConnect arc;

    /** A protocol's view of a machine. */
    private record Way(Route route) implements AsyncCloseable {
        @Override
        public Mono<Void> close() {
            return Mono.empty();
        }

        @Override
        public Mono<Void> onClose() {
            return Mono.empty();
        }
    }

    private void start(EmulatedMachine machine) {
        start(machine, builder -> builder);
    }

    private void start(EmulatedMachine machine, UnaryOperator<ArcConnectBuilder> options) {
        emulator = ArcEmulator.builder().machine(machine).start();
        arc = options.apply(emulator.arcConnect()).build();
    }

    @AfterEach
    void stop() {
        arc.close().block(LIMIT);
        emulator.close();
    }

    private Mono<RunCommandResult> run() {
        return arc.machine(emulator.machine("web-01").id())
                .use(route -> Mono.just(new Way(route)), way -> way.route().runCommand(SPEC));
    }

    private ControlPlaneException failure() {
        ControlPlaneException error = catchThrowableOfType(ControlPlaneException.class, () -> run().block(LIMIT));
        assertThat(error.machine()).contains(emulator.machine("web-01").id());
        return error;
    }

    private void assertNothingIsLeft() {
        RecordedRequest put = emulator.requests(ArmCall.PUT_RUN_COMMAND).get(0);
        RecordedRequest delete = emulator.requests(ArmCall.DELETE_RUN_COMMAND).get(0);
        assertThat(delete.path()).isEqualTo(put.path());
        assertThat(emulator.requests(ArmCall.PUT_RUN_COMMAND)).hasSize(1);
    }

    @Test
    void runCommand_whenTheScriptEnds_thenItsOutputAndNothingIsLeft() {
        start(EmulatedMachine.linux("web-01").onRunCommand(script -> ExecReply.exit(3, "ran " + script, "oops")));

        RunCommandResult result = run().block(LIMIT);

        assertThat(result).isEqualTo(new RunCommandResult(3, "ran echo linux", "oops"));
        assertThat(result.toString()).doesNotContain("oops");
        assertNothingIsLeft();
        RecordedRequest put = emulator.requests(ArmCall.PUT_RUN_COMMAND).get(0);
        assertThat(put.body()).contains("\"timeoutInSeconds\":120", "\"asyncExecution\":false", "\"westeurope\"");
        assertThat(put.query()).contains("api-version=2024-07-10");
    }

    @Test
    void runCommand_whenTheMachineIsWindows_thenThatScriptIsRun() {
        start(EmulatedMachine.windows("web-01").onRunCommand(ExecReply::out));

        assertThat(run().block(LIMIT).output()).isEqualTo("echo windows");
    }

    @Test
    void runCommand_whenItMayNotBeRun_thenForbiddenWithTheRoleAndNothingIsDeleted() {
        start(EmulatedMachine.linux("web-01"));
        emulator.deny("Microsoft.HybridCompute/machines/runCommands/write");

        ControlPlaneException error = failure();

        assertThat(error.reason()).isEqualTo(ArcReason.ARM_FORBIDDEN);
        assertThat(error.getMessage()).contains("Azure Connected Machine Resource Administrator");
        assertThat(emulator.requests(ArmCall.DELETE_RUN_COMMAND)).isEmpty();
    }

    @Test
    void runCommand_whenTheAgentIsNotAllowedTo_thenBlockedWithWhatBlocksIt() {
        start(EmulatedMachine.linux("web-01")
                .state(shown -> shown.agentConfiguration(new AgentConfiguration(
                        Optional.of(true),
                        Optional.of("full"),
                        List.of(),
                        List.of(HANDLER),
                        Optional.of(true),
                        List.of(),
                        Optional.empty()))));

        ControlPlaneException error = failure();

        assertThat(error.reason()).isEqualTo(ArcReason.RUN_COMMAND_BLOCKED);
        assertThat(error.getMessage()).contains("extensions.blocklist").contains("RunCommandHandlerLinux");
        assertThat(error.getMessage()).contains("The agent could not run the script");
        assertNothingIsLeft();
    }

    @Test
    void runCommand_whenTheMachineIsNotConnected_thenPendingAndTakenBack() {
        start(
                EmulatedMachine.linux("web-01").status("Disconnected"),
                builder -> builder.timing(timing ->
                        timing.pollInterval(Duration.ofMillis(5)).provisioningDeadline(Duration.ofMillis(300))));

        ControlPlaneException error = failure();

        assertThat(error.reason()).isEqualTo(ArcReason.RUN_COMMAND_PENDING);
        assertThat(error.facts()).containsEntry("status", "Disconnected").containsKeys("agentVersion");
        assertNothingIsLeft();
    }

    @Test
    void runCommand_whenTheAgentGivesUp_thenFailedWithItsWords() {
        start(EmulatedMachine.linux("web-01").onRunCommand(script -> ExecReply.killed("KILL")));

        ControlPlaneException error = failure();

        assertThat(error.reason()).isEqualTo(ArcReason.RUN_COMMAND_FAILED);
        assertThat(error.getMessage()).contains("The agent could not run the script");
        assertNothingIsLeft();
    }

    @Test
    void runCommand_whenTheScriptTakesTooLong_thenFailedAndSaysHowLongItMight() {
        start(EmulatedMachine.linux("web-01").onRunCommand(script -> ExecReply.silent()));

        ControlPlaneException error = failure();

        assertThat(error.reason()).isEqualTo(ArcReason.RUN_COMMAND_FAILED);
        assertThat(error.getMessage()).contains("longer than 120 s");
        assertNothingIsLeft();
    }

    @Test
    void runCommand_whenNobodyWaitsAnyMore_thenItIsTakenBack() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        start(EmulatedMachine.linux("web-01").onRunCommand(script -> {
            begun.countDown();
            return ExecReply.never();
        }));

        Disposable running = run().subscribe();
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        running.dispose();

        await(() -> !emulator.requests(ArmCall.DELETE_RUN_COMMAND).isEmpty());
        assertNothingIsLeft();
    }

    private static void await(BooleanSupplier condition) {
        Mono.fromSupplier(condition::getAsBoolean)
                .filter(holds -> holds)
                .repeatWhenEmpty(empty -> empty.delayElements(Duration.ofMillis(10)))
                .block(LIMIT);
    }

    @Test
    void runCommand_whenAFewLooksFail_thenItGoesOn() {
        start(EmulatedMachine.linux("web-01").onRunCommand(ExecReply::out));
        Fault gone = Fault.arm(ArmCall.GET_RUN_COMMAND, 404, "ResourceNotFound", "not yet");
        emulator.faults(gone.times(4));

        assertThat(run().block(LIMIT).output()).isEqualTo("echo linux");
    }

    @Test
    void runCommand_whenNoLookSucceeds_thenUnavailableSaysThatItMayRunAndItIsTakenBack() {
        start(EmulatedMachine.linux("web-01").onRunCommand(ExecReply::out));
        Fault gone = Fault.arm(ArmCall.GET_RUN_COMMAND, 404, "ResourceNotFound", "not yet");
        emulator.faults(gone.times(5));

        ControlPlaneException error = failure();

        assertThat(error.reason()).isEqualTo(ArcReason.ARM_UNAVAILABLE);
        assertThat(error.getMessage()).contains("was accepted and may run");
        assertNothingIsLeft();
    }

    @Test
    void runCommand_whenItCannotBeDeleted_thenTheResultStandsAndTheListenerIsTold() {
        CompletableFuture<Object> problem = new CompletableFuture<>();
        CompletableFuture<ActionEndedEvent> audit = new CompletableFuture<>();
        ArcConnectListener listener = new ArcConnectListener() {
            @Override
            public void onCloseProblem(CloseProblemEvent event) {
                problem.complete(event);
            }

            @Override
            public void onActionEnded(ActionEndedEvent event) {
                audit.complete(event);
            }
        };
        start(EmulatedMachine.linux("web-01").onRunCommand(ExecReply::out), builder -> builder.listener(listener));
        emulator.deny("Microsoft.HybridCompute/machines/runCommands/delete");

        assertThat(run().block(LIMIT).output()).isEqualTo("echo linux");

        assertThat(problem.orTimeout(30, TimeUnit.SECONDS).join().toString()).contains("runCommands/delete");
        ActionEndedEvent ended = audit.orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(ended.action().kind()).isEqualTo("run_command");
        assertThat(ended.action().command()).isEmpty();
    }

    @Test
    void runCommand_whenTheMachineIsExpired_thenNothingIsRun() {
        start(EmulatedMachine.linux("web-01").status("Expired"));

        assertThat(failure().reason()).isEqualTo(ArcReason.ARM_MACHINE_EXPIRED);
        assertThat(emulator.requests(ArmCall.PUT_RUN_COMMAND)).isEmpty();
    }

    @Test
    void spec_whenTheTimeoutIsOutOfRange_thenRefused() {
        start(EmulatedMachine.linux("web-01"));

        assertThatThrownBy(() -> new RunCommandSpec("a", "b", Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RunCommandSpec("a", "b", Duration.ofMinutes(91)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
