package io.arcconnect.internal.plan;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.ChangeKind;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.Obstacle;
import io.arcconnect.model.Plan;
import io.arcconnect.model.PlannedChange;
import io.arcconnect.model.Receipt;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.event.ApplyEvent.Phase;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks again, then makes those changes of a plan that are still missing, in order, and dials. What is missing now and was
 * not in the plan was not consented to.
 */
record Applying(Observing observing, Writes writes, SshCheck ssh, Clock clock, Reporter reporter) {

    Mono<Receipt> apply(Plan plan) {
        return Mono.deferContextual(context -> {
            MachineId machine = plan.machine();
            Ledger ledger = new Ledger(machine, clock.instant());
            ApplyReport report = new ApplyReport(reporter, reporter.origin(machine, context), ledger);
            return refusal(plan)
                    .<Mono<Receipt>>map(Mono::error)
                    .orElseGet(() -> observing
                            .of(machine, plan.spec())
                            .doOnNext(observed -> ledger.begunByOthers(observed.underWay()))
                            .map(observed -> Decisions.plan(plan.spec(), observed))
                            .flatMap(now -> missing(plan, now))
                            .flatMapMany(missing -> Flux.fromIterable(plan.changes())
                                    .concatMap(change -> make(machine, change, missing, ledger, report)))
                            .then(Mono.defer(() -> verify(plan, ledger, report)))
                            .then(Mono.fromSupplier(ledger::receipt)))
                    .onErrorMap(ArcConnectException.class, error -> withReceipt(error, ledger.receipt()));
        });
    }

    /** {@return what is still to be done, all of it consented to} */
    private static Mono<List<PlannedChange>> missing(Plan plan, Plan now) {
        Optional<ProvisioningException> refused = refusal(now);
        if (refused.isPresent()) {
            return Mono.error(refused.get());
        }
        return now.changes().stream()
                .filter(change -> !plan.covers(change))
                .findFirst()
                .<Mono<List<PlannedChange>>>map(change -> Mono.error(outdated(plan.machine(), change)))
                .orElseGet(() -> Mono.just(now.changes()));
    }

    private Mono<Void> make(
            MachineId machine, PlannedChange planned, List<PlannedChange> missing, Ledger ledger, ApplyReport report) {
        Optional<PlannedChange> still = missing.stream().filter(planned::covers).findFirst();
        if (still.isPresent()) {
            return writes.make(machine, still.get(), ledger, report);
        }
        return Mono.fromRunnable(() -> {
            ledger.alreadyThere(planned);
            report.tell(planned, Phase.ALREADY_THERE, "");
        });
    }

    private Mono<Void> verify(Plan plan, Ledger ledger, ApplyReport report) {
        report.verification(Phase.VERIFYING, "");
        boolean enabled = ledger.wrote(ChangeKind.ENDPOINT) || ledger.wrote(ChangeKind.SERVICE_CONFIGURATION);
        boolean installed = plan.changes().stream().anyMatch(change -> change.kind() == ChangeKind.EXTENSION);
        return ssh.require(plan.machine(), plan.spec().service(), enabled, installed)
                .doOnNext(banner ->
                        report.verification(Phase.VERIFIED, banner.text().orElse("")))
                .then();
    }

    private static Optional<ProvisioningException> refusal(Plan plan) {
        return plan.obstacles().stream().findFirst().map(obstacle -> refusal(plan.machine(), obstacle));
    }

    private static ProvisioningException refusal(MachineId machine, Obstacle obstacle) {
        ArcReason reason = Arrays.stream(ArcReason.values())
                .filter(each -> each.code().equals(obstacle.reason()))
                .findFirst()
                .orElse(ArcReason.PROVISIONING_BLOCKED);
        return new ProvisioningException(Failure.of(reason, Stage.PROVISION, obstacle.cause() + "; nothing was written")
                .on(machine));
    }

    private static ProvisioningException outdated(MachineId machine, PlannedChange change) {
        return new ProvisioningException(Failure.of(
                        ArcReason.PLAN_OUTDATED,
                        Stage.PROVISION,
                        "the machine has changed since the plan was made: now it would be needed to " + change.what()
                                + "; nothing was written")
                .on(machine));
    }

    /** The reason stays; what was written until then is added. */
    private static ProvisioningException withReceipt(ArcConnectException error, Receipt receipt) {
        Failure failure = error.failure();
        return new ProvisioningException(
                failure.machine().isPresent()
                        ? failure.causedBy(error)
                        : failure.on(receipt.machine()).causedBy(error),
                receipt);
    }
}
