package io.arcconnect.cli.provision;

import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.ArcMachine;
import io.arcconnect.cli.console.Consent;
import io.arcconnect.cli.run.CommandRun;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.Plan;
import io.arcconnect.model.Receipt;
import io.arcconnect.model.Removal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Plan, show, ask, apply; or show, ask, remove. Each says whether it was done; what fails is thrown.
 *
 * @param azure the way there
 * @param consent whom to ask
 * @param report where to tell it
 */
public record Provisioning(ArcConnectBuilder azure, Consent consent, ProvisionReport report) {

    private record Result(Optional<Receipt> receipt, Optional<ProvisioningException> error) {

        static final Result NOTHING = new Result(Optional.empty(), Optional.empty());
    }

    /**
     * Makes a machine reachable.
     *
     * @param machine which
     * @param spec how
     * @param receiptFile where to keep what was written, or {@code null}
     * @return whether it was done
     */
    public boolean apply(MachineId machine, ConnectSpec spec, @Nullable Path receiptFile) {
        Optional<ReceiptFile> file = Optional.ofNullable(receiptFile).map(ReceiptFile::new);
        Optional<Receipt> earlier = file.flatMap(ReceiptFile::read);
        earlier.filter(old -> !old.machine().equals(machine)).ifPresent(other -> {
            throw new UncheckedIOException(
                    receiptFile + " is a receipt of " + other.machine() + "; name another file", new IOException());
        });
        file.ifPresent(ReceiptFile::requireWritable);
        Consumer<Receipt> keep = receipt -> file.ifPresent(
                to -> to.write(earlier.map(old -> old.and(receipt)).orElse(receipt)));
        // The end of an ArcConnect is after its last event, so that no older receipt is kept over a newer one.
        Result result = CommandRun.on(
                azure.listener(new ProvisionProgress(report.err(), keep)),
                arc -> arc.machine(machine).plan(spec).flatMap(plan -> apply(arc.machine(machine), plan)));
        result.receipt().ifPresent(receipt -> {
            report.receipt(receipt);
            keep.accept(receipt);
        });
        result.error().ifPresent(error -> {
            throw error;
        });
        return result.receipt().isPresent();
    }

    private Mono<Result> apply(ArcMachine machine, Plan plan) {
        report.plan(plan);
        if (!plan.isApplicable()) {
            return Mono.just(Result.NOTHING);
        }
        return agreed(plan.isEmpty(), "do this", machine.id())
                .flatMap(agreed -> agreed
                        ? machine.apply(plan).map(receipt -> new Result(Optional.of(receipt), Optional.empty()))
                        : Mono.just(Result.NOTHING))
                .onErrorResume(
                        ProvisioningException.class,
                        failed -> Mono.just(new Result(failed.receipt(), Optional.of(failed))));
    }

    /**
     * Undoes what a receipt says.
     *
     * @param path of the receipt
     * @return whether everything was undone
     */
    public boolean remove(Path path) {
        ReceiptFile file = new ReceiptFile(path);
        Receipt receipt = file.read()
                .orElseThrow(() -> new UncheckedIOException(
                        "there is no receipt " + file.path(),
                        new NoSuchFileException(file.path().toString())));
        report.before(receipt);
        if (!consent.to("undo this", receipt.machine(), report.err())) {
            return false;
        }
        Removal removal =
                CommandRun.on(azure, arc -> arc.machine(receipt.machine()).remove(receipt));
        report.removal(removal);
        return removal.isComplete();
    }

    /**
     * Installs one extension, unless it is there.
     *
     * @param machine where
     * @param extension what
     * @param location where the machine is said to be
     * @return whether it is there now
     */
    public boolean install(MachineId machine, ExtensionSpec extension, Optional<String> location) {
        Optional<?> done = CommandRun.on(
                azure.listener(new ProvisionProgress(report.err(), receipt -> {})),
                arc -> arc.machine(machine)
                        .state()
                        .doOnNext(state -> location.ifPresent(said -> requireLocation(state, said)))
                        .then(arc.machine(machine).extensions().any(there -> isThere(there, extension)))
                        .flatMap(there -> agreedToInstall(machine, extension, there))
                        .flatMap(agreed -> agreed
                                ? arc.machine(machine).provision(extension).map(Optional::of)
                                : Mono.just(Optional.<io.arcconnect.model.ProvisionOutcome>empty()))
                        .doOnNext(outcome -> outcome.ifPresent(report::extension)));
        return done.isPresent();
    }

    private Mono<Boolean> agreedToInstall(MachineId machine, ExtensionSpec extension, boolean isThere) {
        report.extensionPlan(machine.name() + ": "
                + (isThere ? "the extension " + extension.name() + " is there" : ExtensionText.words(extension)));
        return agreed(isThere, "do this", machine);
    }

    /** A person may think for as long as they like, on a thread that may wait. */
    private Mono<Boolean> agreed(boolean nothingToAsk, String what, MachineId machine) {
        return nothingToAsk
                ? Mono.just(true)
                : Mono.fromCallable(() -> consent.to(what, machine, report.err()))
                        .subscribeOn(Schedulers.boundedElastic());
    }

    private static boolean isThere(ExtensionState there, ExtensionSpec wanted) {
        return there.name().equalsIgnoreCase(wanted.name())
                && there.publisher().equalsIgnoreCase(wanted.publisher())
                && there.type().equalsIgnoreCase(wanted.type())
                && wanted.typeHandlerVersion().isEmpty();
    }

    private static void requireLocation(MachineState state, String said) {
        if (!said.replace(" ", "").equalsIgnoreCase(state.location())) {
            throw new UncheckedIOException(
                    "the machine is in " + state.location() + ", not in " + said
                            + "; leave --location out, or correct it",
                    new IOException());
        }
    }
}
