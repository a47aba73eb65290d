package io.arcconnect.internal.provision;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.ProvisionOutcome;
import io.arcconnect.model.ProvisionOutcome.Action;
import io.arcconnect.spi.HybridComputeApi;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** One run: look, decide, write or wait. */
final class Provisioning {

    /** Rounds that may end in a conflict; with the pauses between them about half a minute. */
    private static final int ROUNDS = 5;

    /** Looks in a row at somebody else's installation that may fail. */
    private static final int UNREADABLE_LOOKS = 5;

    /** For what is only asked to explain a failure. */
    private static final Duration LAST_QUESTION = Duration.ofSeconds(10);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final HybridComputeApi compute;
    private final MachineId machine;
    private final ExtensionSpec wanted;
    private final ProvisioningProgress progress;

    Provisioning(HybridComputeApi compute, MachineId machine, ExtensionSpec wanted, ProvisioningProgress progress) {
        this.compute = compute;
        this.machine = machine;
        this.wanted = wanted;
        this.progress = progress;
    }

    Mono<ProvisionOutcome> run() {
        return Mono.defer(() -> compute.getMachine(machine))
                .flatMap(state -> state.isExpired()
                        ? Mono.error(ExtensionFailures.expired(state, "nothing was written"))
                        : round(state, 0)
                                .onErrorResume(
                                        ExtensionFailures::isWorthExplaining,
                                        error -> explain((ArcConnectException) error, state)));
    }

    /**
     * Asks the machine, once it failed. Not before: what Azure Resource Manager knows of the agent's configuration is as old
     * as the last heartbeat, so to refuse by it would refuse what works by now.
     */
    private Mono<ProvisionOutcome> explain(ArcConnectException error, MachineState before) {
        Mono<MachineState> now = known(Mono.defer(() -> compute.getMachine(machine)));
        return Mono.zip(now.defaultIfEmpty(before), known(look()).defaultIfEmpty(Optional.empty()))
                .flatMap(told -> Mono.error(ExtensionFailures.explain(error, wanted, told.getT1(), told.getT2())));
    }

    private static <T> Mono<T> known(Mono<T> question) {
        return question.timeout(LAST_QUESTION).onErrorResume(unknown -> Mono.empty());
    }

    private Mono<ProvisionOutcome> round(MachineState state, int round) {
        Action unwritten = round == 0 ? Action.ALREADY_PRESENT : Action.JOINED;
        return look().flatMap(there -> decide(state, there, unwritten))
                .onErrorResume(
                        error -> round + 1 < ROUNDS && hasReason(error, ArcReason.ARM_CONFLICT),
                        conflict -> Mono.delay(round == 0 ? Duration.ZERO : pause(round))
                                .then(round(state, round + 1)));
    }

    private Mono<ProvisionOutcome> decide(MachineState state, Optional<ExtensionState> there, Action unwritten) {
        if (there.isEmpty()) {
            return put(state, Action.CREATED);
        }
        ExtensionState extension = there.get();
        if (!extension.isTerminal()) {
            return join(extension).flatMap(end -> decide(state, end, Action.JOINED));
        }
        boolean canceled = extension.provisioningState().equalsIgnoreCase("Canceled");
        if (!extension.isSucceeded() && (!canceled || unwritten == Action.JOINED)) {
            return Mono.error(failed(extension, canceled));
        }
        return canceled || ExtensionDrift.isDrifted(wanted, extension)
                ? put(state, Action.UPDATED)
                : Mono.just(outcome(unwritten, extension));
    }

    private Mono<ProvisionOutcome> put(MachineState state, Action action) {
        if (state.location().isBlank()) {
            return Mono.error(new ControlPlaneException(Failure.of(
                            ArcReason.ARM_UNEXPECTED_RESPONSE,
                            Stage.PROVISION,
                            "the machine has no location, and an extension needs the machine's own")
                    .on(machine)));
        }
        return Flux.defer(() -> {
                    progress.writing();
                    return compute.putExtension(machine, wanted, state.location());
                })
                .map(progress::seen)
                .last()
                .map(extension -> outcome(action, extension));
    }

    /** Waits for somebody else's installation, or removal: then nothing is there at the end. */
    private Mono<Optional<ExtensionState>> join(ExtensionState there) {
        return Mono.just(new Watch(Optional.of(there), 0))
                .expand(watch -> watch.isOver()
                        ? Mono.empty()
                        : Mono.delay(pause(watch.looks()))
                                .then(patientLook())
                                .map(next -> new Watch(next, watch.looks() + 1)))
                .map(watch -> watch.extension().map(progress::seen))
                .last();
    }

    private Mono<Optional<ExtensionState>> look() {
        return Mono.defer(() -> compute.getExtension(machine, wanted.name()))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private Mono<Optional<ExtensionState>> patientLook() {
        return look().retryWhen(Retry.backoff(UNREADABLE_LOOKS, pause(0))
                .maxBackoff(LONGEST_PAUSE)
                .filter(error -> error instanceof ArcConnectException told
                        && told.reason().isTransient())
                .onRetryExhaustedThrow((retries, signal) -> signal.failure()));
    }

    private ProvisionOutcome outcome(Action action, ExtensionState extension) {
        return new ProvisionOutcome(machine, action, extension, progress.elapsed());
    }

    private ProvisioningException failed(ExtensionState extension, boolean canceled) {
        String message = extension.message().isBlank() ? "the service gives no reason" : extension.message();
        return new ProvisioningException(Failure.of(
                        canceled ? ArcReason.PROVISIONING_CANCELED : ArcReason.PROVISIONING_EXTENSION_FAILED,
                        Stage.PROVISION,
                        wanted.name() + " is there and is " + extension.provisioningState() + ": " + message)
                .with(
                        "code",
                        extension
                                .instanceView()
                                .map(view -> view.status().code())
                                .orElse(null))
                .on(machine));
    }

    /** 1, 2, 4, 8 and then 10 seconds. */
    private static Duration pause(int looks) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(looks, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private static boolean hasReason(Throwable error, ArcReason reason) {
        return error instanceof ControlPlaneException told && told.reason() == reason;
    }

    private record Watch(Optional<ExtensionState> extension, int looks) {
        boolean isOver() {
            return extension.filter(there -> !there.isTerminal()).isEmpty();
        }
    }
}
