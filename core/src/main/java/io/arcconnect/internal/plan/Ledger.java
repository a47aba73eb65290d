package io.arcconnect.internal.plan;

import io.arcconnect.model.AppliedChange;
import io.arcconnect.model.AppliedChange.Result;
import io.arcconnect.model.ChangeKind;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.PlannedChange;
import io.arcconnect.model.PlannedChange.ConfigureService;
import io.arcconnect.model.PlannedChange.InstallExtension;
import io.arcconnect.model.PlannedChange.RegisterProvider;
import io.arcconnect.model.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes down what one {@code apply} does, before and after it is done: its receipt is true at every moment. */
final class Ledger {

    private final MachineId machine;
    private final Instant begun;
    private final List<AppliedChange> entries = new ArrayList<>();
    private Set<String> joined = Set.of();

    Ledger(MachineId machine, Instant begun) {
        this.machine = machine;
        this.begun = begun;
    }

    /** Extensions that are waited for and not written, unless the end says otherwise: they are not ours to delete. */
    synchronized void begunByOthers(Set<String> extensions) {
        joined = extensions;
    }

    /** Before a write: from now on it may be there. */
    synchronized void writing(PlannedChange change) {
        boolean waits = change.kind() == ChangeKind.EXTENSION && joined.contains(change.target());
        entries.add(entry(change, waits ? Result.ALREADY_THERE : Result.UNCERTAIN));
    }

    /** After a write that is known to have come to this. */
    synchronized void settled(Result result) {
        entries.set(entries.size() - 1, entries.get(entries.size() - 1).with(result));
    }

    /** The last write is known not to have been made, unless it is known to have been. */
    synchronized void refused() {
        if (entries.get(entries.size() - 1).result() == Result.UNCERTAIN) {
            entries.remove(entries.size() - 1);
        }
    }

    synchronized void alreadyThere(PlannedChange change) {
        entries.add(entry(change, Result.ALREADY_THERE));
    }

    synchronized Receipt receipt() {
        return new Receipt(machine, begun, entries);
    }

    /** Whether something of that kind was written, or may have been. */
    synchronized boolean wrote(ChangeKind kind) {
        return entries.stream().anyMatch(entry -> entry.kind() == kind && entry.isOurs());
    }

    private static AppliedChange entry(PlannedChange change, Result result) {
        return new AppliedChange(change.kind(), change.target(), result, before(change), Optional.of(after(change)));
    }

    private static Optional<String> before(PlannedChange change) {
        if (change instanceof InstallExtension install) {
            return install.replacing();
        }
        return change instanceof ConfigureService configure
                ? configure.replacing().map(String::valueOf)
                : Optional.empty();
    }

    private static String after(PlannedChange change) {
        if (change instanceof InstallExtension install) {
            return install.extension().publisher() + "/" + install.extension().type();
        }
        if (change instanceof ConfigureService configure) {
            return String.valueOf(configure.service().port());
        }
        return change instanceof RegisterProvider ? "Registered" : "created";
    }
}
