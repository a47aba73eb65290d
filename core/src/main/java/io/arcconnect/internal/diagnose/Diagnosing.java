package io.arcconnect.internal.diagnose;

import io.arcconnect.model.Diagnosis;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes the looks one after the other, skips those that make no sense, and bounds each. Time is Reactor's own. */
public final class Diagnosing {

    /** Negotiation, host key and login together. */
    private static final Duration PROTOCOL_LIMIT = Duration.ofMinutes(2);

    private final List<Look> looks;

    /**
     * Makes it.
     *
     * @param instruments what is looked through
     */
    public Diagnosing(Instruments instruments) {
        this(Looks.all(instruments));
    }

    Diagnosing(List<Look> looks) {
        this.looks = List.copyOf(looks);
    }

    /**
     * Diagnoses a machine. Subscribing asks, lists credentials and dials; it writes nothing.
     *
     * @param machine which
     * @param wanted the service to reach; empty means whatever SSH is configured as
     * @param protocol further steps, taken when a service of the machine answers
     * @return what was found; never an error
     */
    public Mono<Diagnosis> diagnose(MachineId machine, Optional<RelayService> wanted, Flux<DiagnosisStep> protocol) {
        return Mono.defer(() -> {
            long start = now();
            Map<String, DiagnosisStep> done = new LinkedHashMap<>();
            List<DiagnosisStep> more = new ArrayList<>();
            Mono<Void> looked = Mono.usingWhen(
                    Mono.fromSupplier(() -> new Findings(machine, wanted)),
                    findings -> Flux.fromIterable(looks)
                            .concatMap(look -> take(look, findings, done))
                            .then(),
                    Findings::close);
            return looked.then(Mono.defer(() -> protocolSteps(done, protocol, more)))
                    .then(Mono.fromSupplier(() -> diagnosis(machine, done.values(), more, since(start))));
        });
    }

    private Mono<Void> take(Look look, Findings findings, Map<String, DiagnosisStep> done) {
        return Order.whyNot(look, done)
                .map(why -> Mono.just(Order.skipped(look, why)))
                .orElseGet(() -> timed(look, findings))
                .doOnNext(steps -> steps.forEach(step -> done.put(step.name(), step)))
                .then();
    }

    private static Mono<List<DiagnosisStep>> timed(Look look, Findings findings) {
        long start = now();
        return Mono.defer(() -> look.at(findings))
                .timeout(look.limit(), Mono.fromSupplier(() -> Order.late(look)))
                .onErrorResume(error -> Mono.fromSupplier(() -> broken(look, error)))
                .map(steps -> stamped(steps, since(start)));
    }

    private static List<DiagnosisStep> broken(Look look, Throwable error) {
        List<DiagnosisStep> steps = new ArrayList<>();
        for (String name : look.names()) {
            steps.add(
                    steps.isEmpty()
                            ? ErrorSteps.failed(name, error)
                            : DiagnosisStep.skipped(name, look.names().get(0) + " failed"));
        }
        return steps;
    }

    /** A look that answers several steps says itself which of them cost the time; otherwise it was the first. */
    private static List<DiagnosisStep> stamped(List<DiagnosisStep> steps, Duration took) {
        if (steps.stream().anyMatch(step -> !step.took().isZero())) {
            return steps;
        }
        List<DiagnosisStep> stamped = new ArrayList<>(steps);
        stamped.set(0, steps.get(0).took(took));
        return stamped;
    }

    private static Mono<Void> protocolSteps(
            Map<String, DiagnosisStep> done, Flux<DiagnosisStep> protocol, List<DiagnosisStep> more) {
        DiagnosisStep target = done.get(StepNames.TARGET);
        Flux<DiagnosisStep> steps = target != null && target.isPassable()
                ? protocol.take(PROTOCOL_LIMIT)
                        .onErrorResume(error -> Flux.just(ErrorSteps.failed(StepNames.PROTOCOL, error)))
                : protocolSkipped(protocol);
        return steps.doOnNext(more::add).then();
    }

    private static Flux<DiagnosisStep> protocolSkipped(Flux<DiagnosisStep> protocol) {
        return protocol == NONE
                ? Flux.empty()
                : Flux.just(DiagnosisStep.skipped(StepNames.PROTOCOL, StepNames.TARGET + " was not reached"));
    }

    /** No protocol was given. */
    public static final Flux<DiagnosisStep> NONE = Flux.<DiagnosisStep>empty().hide();

    private static Diagnosis diagnosis(
            MachineId machine, Collection<DiagnosisStep> done, List<DiagnosisStep> more, Duration took) {
        List<DiagnosisStep> all = new ArrayList<>(done);
        all.addAll(more);
        return new Diagnosis(machine, all, took);
    }

    private static long now() {
        return Schedulers.parallel().now(TimeUnit.MILLISECONDS);
    }

    private static Duration since(long start) {
        return Duration.ofMillis(now() - start);
    }
}
