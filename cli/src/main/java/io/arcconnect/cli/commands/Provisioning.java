package io.arcconnect.cli.commands;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.ArcMachine;
import io.arcconnect.cli.console.Consent;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.Plan;
import io.arcconnect.model.Receipt;
import io.arcconnect.model.Removal;
import io.arcconnect.spi.ArcConnectListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plan, show, ask, apply; or show, ask, remove. */
record Provisioning(ArcConnectBuilder azure, Consent consent, PrintWriter out) {

    /** An extension may take 15 minutes, a registration 10, an agent 3. */
    private static final Duration LIMIT = Duration.ofMinutes(35);

    private static final Duration CLOSE = Duration.ofSeconds(10);

    boolean apply(MachineId machine, ConnectSpec spec, @Nullable Path receiptFile) {
        Optional<ReceiptFile> file = Optional.ofNullable(receiptFile).map(ReceiptFile::new);
        Optional<Receipt> earlier = file.flatMap(ReceiptFile::read);
        earlier.filter(old -> !old.machine().equals(machine)).ifPresent(other -> {
            throw new UncheckedIOException(
                    receiptFile + " is a receipt of " + other.machine() + "; name another file", new IOException());
        });
        file.ifPresent(ReceiptFile::requireWritable);
        Consumer<Receipt> keep = receipt -> file.ifPresent(
                to -> to.write(earlier.map(old -> old.and(receipt)).orElse(receipt)));
        Result result = withArc(new ProvisionProgress(out, keep), arc -> apply(arc.machine(machine), spec));
        result.receipt().ifPresent(receipt -> {
            out.print(receipt.toText());
            out.flush();
            keep.accept(receipt);
        });
        result.error().ifPresent(error -> {
            out.flush();
            throw error;
        });
        return result.receipt().isPresent();
    }

    private Result apply(ArcMachine machine, ConnectSpec spec) {
        Plan plan = machine.plan(spec).blockOptional(LIMIT).orElseThrow();
        out.print(plan.toText());
        if (!plan.isApplicable() || !(plan.isEmpty() || consent.to("do this", machine.id(), out))) {
            return new Result(Optional.empty(), Optional.empty());
        }
        try {
            return new Result(machine.apply(plan).blockOptional(LIMIT), Optional.empty());
        } catch (ProvisioningException failed) {
            return new Result(failed.receipt(), Optional.of(failed));
        }
    }

    boolean remove(ReceiptFile file) {
        Receipt receipt = file.read()
                .orElseThrow(() -> new UncheckedIOException(
                        "there is no receipt " + file.path(),
                        new NoSuchFileException(file.path().toString())));
        out.print(receipt.toText());
        if (!consent.to("undo this", receipt.machine(), out)) {
            return false;
        }
        Removal removal = withArc(
                new ArcConnectListener() {},
                arc -> arc.machine(receipt.machine())
                        .remove(receipt)
                        .blockOptional(LIMIT)
                        .orElseThrow());
        out.print(removal.toText());
        return removal.isComplete();
    }

    /** The end of an ArcConnect is after its last event, so that no older receipt is kept over a newer one. */
    private <T> T withArc(ArcConnectListener listener, java.util.function.Function<ArcConnect, T> work) {
        ArcConnect arc = azure.listener(listener).build();
        try {
            return work.apply(arc);
        } finally {
            arc.close().block(CLOSE);
            out.flush();
        }
    }

    private record Result(Optional<Receipt> receipt, Optional<ProvisioningException> error) {}
}
