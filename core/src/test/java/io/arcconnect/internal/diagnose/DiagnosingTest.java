package io.arcconnect.internal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.Diagnosis;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.DiagnosisStep.Status;
import io.arcconnect.model.MachineId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Timeout(60)
class DiagnosingTest {

    private static final MachineId ID = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01");

    private record Scripted(List<String> names, Set<String> needs, Duration limit, Mono<List<DiagnosisStep>> answer)
            implements Look {

        static Scripted ok(String name, String... needs) {
            return new Scripted(
                    List.of(name),
                    Set.of(needs),
                    Duration.ofSeconds(5),
                    Mono.fromSupplier(() -> List.of(DiagnosisStep.ok(name))));
        }

        static Scripted failed(String name) {
            return new Scripted(
                    List.of(name),
                    Set.of(),
                    Duration.ofSeconds(5),
                    Mono.fromSupplier(() -> List.of(DiagnosisStep.failed(name, "x.y", "why", "Fix it."))));
        }

        @Override
        public Mono<List<DiagnosisStep>> at(Findings findings) {
            return answer;
        }
    }

    @Test
    void diagnose_whenALookFails_thenItsDependentsAreSkippedWithTheRootAndOthersTaken() {
        Diagnosis diagnosis = run(Scripted.failed("a"), Scripted.ok("b", "a"), Scripted.ok("c", "b"), Scripted.ok("d"));

        assertThat(diagnosis.steps().stream().map(DiagnosisStep::status))
                .containsExactly(Status.FAILED, Status.SKIPPED, Status.SKIPPED, Status.OK);
        assertThat(cause(diagnosis, "b")).isEqualTo("a failed");
        assertThat(cause(diagnosis, "c")).isEqualTo("a failed");
    }

    @Test
    void diagnose_whenALookIsUnsure_thenItsDependentsAreTaken() {
        Look unsure = new Scripted(
                List.of("a"), Set.of(), Duration.ofSeconds(5), Mono.just(List.of(DiagnosisStep.unknown("a", "?"))));

        Diagnosis diagnosis = run(unsure, Scripted.ok("b", "a"));

        assertThat(diagnosis.step("b").orElseThrow().status()).isEqualTo(Status.OK);
        assertThat(diagnosis.isHealthy()).isTrue();
    }

    @Test
    void diagnose_whenALookHangs_thenItEndsAtItsLimitAndTheNextIsTaken() {
        Look hangs = new Scripted(List.of("a", "b"), Set.of(), Duration.ofSeconds(7), Mono.never());

        StepVerifier.withVirtualTime(() -> diagnosing(hangs, Scripted.ok("c")))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(6))
                .thenAwait(Duration.ofSeconds(1))
                .assertNext(diagnosis -> {
                    assertThat(cause(diagnosis, "a")).isEqualTo("no answer within 7 s");
                    assertThat(diagnosis.step("a").orElseThrow().took()).isEqualTo(Duration.ofSeconds(7));
                    assertThat(diagnosis.step("b").orElseThrow().status()).isEqualTo(Status.SKIPPED);
                    assertThat(diagnosis.step("c").orElseThrow().status()).isEqualTo(Status.OK);
                    assertThat(diagnosis.took()).isEqualTo(Duration.ofSeconds(7));
                })
                .verifyComplete();
    }

    @Test
    void diagnose_whenALookErrs_thenTheErrorIsAStep() {
        Look known = look(Mono.error(
                new ControlPlaneException(Failure.of(ArcReason.ARM_THROTTLED, Stage.CONTROL_PLANE, "slow"))));
        Look unknown = new Scripted(
                List.of("b"), Set.of(), Duration.ofSeconds(5), Mono.error(new IllegalStateException("broken")));

        Diagnosis diagnosis = run(known, unknown);

        assertThat(diagnosis.step("a").orElseThrow().reason()).contains("arm.throttled");
        assertThat(diagnosis.step("b").orElseThrow().status()).isEqualTo(Status.FAILED);
        assertThat(cause(diagnosis, "b")).contains("broken");
    }

    @Test
    void diagnose_whenTheProtocolNeverEnds_thenWhatItSaidWithinTwoMinutesCounts() {
        Flux<DiagnosisStep> endless = Flux.just(DiagnosisStep.ok("own")).concatWith(Flux.never());

        StepVerifier.withVirtualTime(() ->
                        new Diagnosing(List.of(Scripted.ok(StepNames.TARGET))).diagnose(ID, Optional.empty(), endless))
                .expectSubscription()
                .thenAwait(Duration.ofMinutes(2))
                .assertNext(diagnosis -> assertThat(diagnosis.step("own")).isPresent())
                .verifyComplete();
    }

    @Test
    void diagnose_whenCancelled_thenTheLookIsCancelled() {
        List<String> events = new ArrayList<>();
        Look hangs = look(Mono.<List<DiagnosisStep>>never().doOnCancel(() -> events.add("cancelled")));

        Disposable diagnosis = diagnosing(hangs).subscribe();
        diagnosis.dispose();

        assertThat(events).containsExactly("cancelled");
    }

    @Test
    void whyNot_whenANeedWasNotLookedAt_thenItSaysSo() {
        assertThat(run(Scripted.ok("b", "a")).step("b").orElseThrow().cause()).contains("a was not looked at");
    }

    private static Look look(Mono<List<DiagnosisStep>> answer) {
        return new Scripted(List.of("a"), Set.of(), Duration.ofSeconds(5), answer);
    }

    private static Diagnosis run(Look... looks) {
        return diagnosing(looks).blockOptional(Duration.ofSeconds(10)).orElseThrow();
    }

    private static Mono<Diagnosis> diagnosing(Look... looks) {
        return new Diagnosing(List.of(looks)).diagnose(ID, Optional.empty(), Diagnosing.NONE);
    }

    private static String cause(Diagnosis diagnosis, String name) {
        return diagnosis.step(name).flatMap(DiagnosisStep::cause).orElse("");
    }
}
