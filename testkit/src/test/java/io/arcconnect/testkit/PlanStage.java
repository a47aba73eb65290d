package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.model.ChangeKind;
import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.Plan;
import io.arcconnect.model.PlannedChange;
import io.arcconnect.model.Receipt;
import io.arcconnect.model.Removal;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.ApplyEvent;
import io.arcconnect.spi.event.ApplyEvent.Phase;
import io.arcconnect.spi.event.RemovalEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A machine to plan for, and what was told of it. */
@Timeout(60)
abstract class PlanStage {

    static final Duration LIMIT = Duration.ofSeconds(40);
    static final String HYBRID_CONNECTIVITY = "Microsoft.HybridConnectivity";

    final List<ApplyEvent> events = new CopyOnWriteArrayList<>();
    final List<RemovalEvent> removals = new CopyOnWriteArrayList<>();
    final CountDownLatch serviceBeingWritten = new CountDownLatch(1);
    final CountDownLatch extensionBegun = new CountDownLatch(1);
    ArcEmulator emulator = ArcEmulator.builder().start();
    ArcConnect arc = emulator.arcConnect().build();

    ArcMachine start(EmulatedMachine machine, Consumer<ArcEmulatorBuilder> setup) {
        close();
        ArcEmulatorBuilder builder = ArcEmulator.builder().machine(machine);
        setup.accept(builder);
        emulator = builder.start();
        arc = emulator.arcConnect()
                .listener(new ArcConnectListener() {
                    @Override
                    public void onRemoval(RemovalEvent event) {
                        removals.add(event);
                    }

                    @Override
                    public void onApply(ApplyEvent event) {
                        events.add(event);
                        if (event.phase() == Phase.WRITING
                                && kind(event).equals(Optional.of(ChangeKind.SERVICE_CONFIGURATION))) {
                            serviceBeingWritten.countDown();
                        }
                        if (kind(event).equals(Optional.of(ChangeKind.EXTENSION))) {
                            extensionBegun.countDown();
                        }
                    }
                })
                .build();
        return arc.machine(emulator.machine("web-01").id());
    }

    ArcMachine start(EmulatedMachine machine) {
        return start(machine, setup -> {});
    }

    @AfterEach
    void close() {
        arc.close().block(LIMIT);
        emulator.close();
    }

    static EmulatedMachine linux() {
        return EmulatedMachine.linux("web-01").ssh(EmbeddedSsh.create());
    }

    static EmulatedMachine windows() {
        return EmulatedMachine.windows("web-01").ssh(EmbeddedSsh.create());
    }

    static EmulatedMachine withExtension(EmulatedMachine machine, String state) {
        return machine.extension("WindowsOpenSSH", "Microsoft.Azure.OpenSSH", "WindowsOpenSSH", "3.0.1.0", state);
    }

    static Plan plan(ArcMachine machine, ConnectSpec spec) {
        return machine.plan(spec).blockOptional(LIMIT).orElseThrow();
    }

    Receipt apply(ArcMachine machine, Plan plan) {
        return machine.apply(plan).blockOptional(LIMIT).orElseThrow();
    }

    static Removal remove(ArcMachine machine, Receipt receipt) {
        return machine.remove(receipt).blockOptional(LIMIT).orElseThrow();
    }

    static ProvisioningException failed(ArcMachine machine, Plan plan) {
        return java.util.Objects.requireNonNull(catchThrowableOfType(
                ProvisioningException.class, () -> machine.apply(plan).block(LIMIT)));
    }

    static List<ChangeKind> kinds(Plan plan) {
        return plan.changes().stream().map(PlannedChange::kind).toList();
    }

    static Optional<ChangeKind> kind(ApplyEvent event) {
        return event.change().map(PlannedChange::kind);
    }

    /** The listener is told on a thread of its own, in order; the end of its ArcConnect is after the last event. */
    ApplyEvent lastEvent() {
        arc.close().block(LIMIT);
        return events.get(events.size() - 1);
    }

    List<String> writes() {
        return emulator.requests().stream()
                .filter(request -> request.isWrite() || request.call() == ArmCall.REGISTER_PROVIDER)
                .filter(request -> request.status() < 400)
                .map(request -> request.call().name())
                .toList();
    }
}
