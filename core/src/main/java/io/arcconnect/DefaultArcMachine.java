package io.arcconnect;

import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.Diagnosis;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.Plan;
import io.arcconnect.model.ProvisionOutcome;
import io.arcconnect.model.Receipt;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Removal;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Handover;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.RelayCredentialBroker;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A machine's handle: looks things up through the ports, and opens, runs and closes sessions. */
final class DefaultArcMachine implements ArcMachine {

    private final DefaultArcConnect arc;
    private final DefaultRoute route;

    DefaultArcMachine(DefaultArcConnect arc, MachineId id, RelayCredentialBroker broker) {
        this.arc = arc;
        this.route = arc.route(id, broker);
    }

    @Override
    public MachineId id() {
        return route.machine();
    }

    @Override
    public Mono<MachineState> state() {
        return operation("state", Mono.defer(() -> arc.compute().getMachine(id())));
    }

    @Override
    public Flux<ExtensionState> extensions() {
        Flux<ExtensionState> listed = whileOpen(Mono.just(id()))
                .flatMapMany(arc.compute()::listExtensions)
                .publishOn(route.scheduler());
        return arc.spans().around("extensions", id(), listed);
    }

    @Override
    public Mono<ProvisionOutcome> provision(ExtensionSpec extension) {
        Objects.requireNonNull(extension, "extension");
        return operation("provision", Mono.defer(() -> arc.provisioner().ensure(id(), extension)));
    }

    @Override
    public Mono<RelayCredentials> relayCredentials(RelayService service) {
        Objects.requireNonNull(service, "service");
        return operation("relayCredentials", Mono.defer(() -> route.broker().credentials(id(), service)));
    }

    @Override
    public Mono<DuplexStream> dial(RelayService service) {
        Objects.requireNonNull(service, "service");
        Protocol<DuplexStream> raw = way -> way.dial(service).map(stream -> new OffLoopStream(stream, way.scheduler()));
        return arc.spans().around("dial", id(), open(raw));
    }

    @Override
    public <S extends AsyncCloseable> Mono<S> connect(Protocol<S> protocol) {
        return arc.spans().around("connect", id(), open(protocol));
    }

    private <S extends AsyncCloseable> Mono<S> open(Protocol<S> protocol) {
        Objects.requireNonNull(protocol, "protocol");
        return Handover.on(route.scheduler(), Mono.defer(() -> {
            route.openThings().requireOpen();
            return protocol.open(route);
        }));
    }

    @Override
    public <S extends AsyncCloseable, R> Mono<R> use(Protocol<S> protocol, Function<? super S, Mono<R>> work) {
        Objects.requireNonNull(work, "work");
        Mono<R> using = Mono.usingWhen(open(protocol), session -> Mono.defer(() -> work.apply(session)), this::close);
        return arc.spans().around("use", id(), using);
    }

    @Override
    public <S extends AsyncCloseable, R> Flux<R> stream(Protocol<S> protocol, Function<? super S, Flux<R>> work) {
        Objects.requireNonNull(work, "work");
        Flux<R> using = Flux.usingWhen(open(protocol), session -> Flux.defer(() -> work.apply(session)), this::close);
        return arc.spans().around("stream", id(), using);
    }

    @Override
    public Mono<Plan> plan(ConnectSpec spec) {
        Objects.requireNonNull(spec, "spec");
        return operation("plan", Mono.defer(() -> arc.planner(route).plan(id(), spec)));
    }

    @Override
    public Mono<Receipt> apply(Plan plan) {
        requireOurs(plan.machine(), "plan");
        return operation("apply", forgetting(Mono.defer(() -> arc.planner(route).apply(plan))));
    }

    @Override
    public Mono<Removal> remove(Receipt receipt) {
        requireOurs(receipt.machine(), "receipt");
        return operation(
                "remove", forgetting(Mono.defer(() -> arc.planner(route).remove(receipt))));
    }

    /** What was issued before does not fit what is configured now. Forgotten before anybody hears of the end. */
    private <T> Mono<T> forgetting(Mono<T> writes) {
        Runnable forget = () -> arc.forget(id());
        return writes.doOnTerminate(forget).doOnCancel(forget);
    }

    private void requireOurs(MachineId machine, String what) {
        if (!machine.equals(id())) {
            throw new IllegalArgumentException("a " + what + " of " + machine + " does not fit " + id());
        }
    }

    @Override
    public Mono<Diagnosis> diagnose() {
        return operation("diagnose", Mono.defer(() -> arc.diagnostics(route).run()));
    }

    @Override
    public Mono<Diagnosis> diagnose(Protocol<?> protocol) {
        Objects.requireNonNull(protocol, "protocol");
        return operation("diagnose", Mono.defer(() -> arc.diagnostics(route).run(protocol)));
    }

    @Override
    public ArcMachine withServicePolicy(ServicePolicy policy) {
        return new DefaultArcMachine(
                arc, id(), route.broker().withServicePolicy(Objects.requireNonNull(policy, "policy")));
    }

    /** What the work came to is told by the thread that saw the close end, so that must be one that may block. */
    private Mono<Void> close(AsyncCloseable session) {
        return Closing.reporting(session, id(), arc.reporter())
                .publishOn(route.scheduler())
                .onErrorComplete();
    }

    private <T> Mono<T> operation(String name, Mono<T> call) {
        return arc.spans().around(name, id(), whileOpen(call));
    }

    /** Refuses after the end, and moves what comes back to where the user's code may block. */
    private <T> Mono<T> whileOpen(Mono<T> call) {
        return Mono.defer(() -> {
            route.openThings().requireOpen();
            return call.publishOn(route.scheduler());
        });
    }

    /** {@return the machine's full id} */
    @Override
    public String toString() {
        return id().toString();
    }
}
