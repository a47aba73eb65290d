package io.arcconnect.testkit.internal.watch;

import io.arcconnect.ArcMachine;
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
import io.arcconnect.spi.LocalEndpoint;
import io.arcconnect.spi.Protocol;
import io.arcconnect.testkit.Leak;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Remembers what was opened on a machine, and where; does nothing else. */
final class WatchedMachine implements ArcMachine {

    private final ArcMachine machine;
    private final Watch watch;
    private final Optional<Place> place;

    WatchedMachine(ArcMachine machine, Watch watch) {
        this(machine, watch, Optional.empty());
    }

    private WatchedMachine(ArcMachine machine, Watch watch, Optional<Place> place) {
        this.machine = machine;
        this.watch = watch;
        this.place = place;
    }

    /** The same machine, called from somewhere else. */
    WatchedMachine at(Place caller) {
        return new WatchedMachine(machine, watch, Optional.of(caller));
    }

    @Override
    public Mono<DuplexStream> dial(RelayService service) {
        Opening opening = opening("dial(" + service.name() + ":" + service.port() + ")");
        return machine.dial(service).map(opening::opened);
    }

    @Override
    public <S extends AsyncCloseable> Mono<S> connect(Protocol<S> protocol) {
        Opening opening = opening("connect(" + name(protocol) + ")");
        return machine.connect(protocol).map(opening::opened);
    }

    @Override
    public <S extends AsyncCloseable, R> Mono<R> use(Protocol<S> protocol, Function<? super S, Mono<R>> work) {
        Mono<R> using = machine.use(protocol, work);
        Opening opening = opening("use(" + name(protocol) + ")");
        return Mono.defer(() -> {
            Watch.Entry run = opening.running();
            return using.doOnTerminate(run::end).doOnCancel(run::end);
        });
    }

    @Override
    public <S extends AsyncCloseable, R> Flux<R> stream(Protocol<S> protocol, Function<? super S, Flux<R>> work) {
        Flux<R> using = machine.stream(protocol, work);
        Opening opening = opening("stream(" + name(protocol) + ")");
        return Flux.defer(() -> {
            Watch.Entry run = opening.running();
            return using.doOnTerminate(run::end).doOnCancel(run::end);
        });
    }

    private Opening opening(String call) {
        return new Opening(Watch.current().orElse(watch), call, id().name(), place.orElseGet(Place::here));
    }

    /** One call, which may open something each time it is subscribed to. */
    private record Opening(Watch watch, String call, String machine, Place place) {

        <T extends AsyncCloseable> T opened(T thing) {
            Leak.Kind kind = thing instanceof LocalEndpoint
                    ? Leak.Kind.LISTENER
                    : thing instanceof DuplexStream ? Leak.Kind.STREAM : Leak.Kind.SESSION;
            String address = thing instanceof LocalEndpoint port ? " on " + port.localAddress() : "";
            Watch.Entry entry = watch.opened(
                    kind, thing.getClass().getSimpleName() + " to " + machine + address + ", by " + call, place);
            // A mock may have nothing to say of its end; whoever made it looks after it.
            @Nullable Mono<Void> closed = thing.onClose();
            if (closed == null) {
                entry.end();
            } else {
                // The owner of this subscription: it ends with what was opened.
                closed.subscribe(nothing -> {}, lost -> entry.end(), entry::end);
            }
            return thing;
        }

        Watch.Entry running() {
            return watch.opened(Leak.Kind.SESSION, call + " of " + machine + ", which still runs", place);
        }
    }

    private static String name(@Nullable Protocol<?> protocol) {
        return protocol == null
                ? "null"
                : protocol.getClass().isSynthetic()
                        ? "a protocol"
                        : protocol.getClass().getSimpleName();
    }

    @Override
    public MachineId id() {
        return machine.id();
    }

    @Override
    public Mono<MachineState> state() {
        return machine.state();
    }

    @Override
    public Flux<ExtensionState> extensions() {
        return machine.extensions();
    }

    @Override
    public Mono<ProvisionOutcome> provision(ExtensionSpec extension) {
        return machine.provision(extension);
    }

    @Override
    public Mono<RelayCredentials> relayCredentials(RelayService service) {
        return machine.relayCredentials(service);
    }

    @Override
    public Mono<Plan> plan(ConnectSpec spec) {
        return machine.plan(spec);
    }

    @Override
    public Mono<Receipt> apply(Plan plan) {
        return machine.apply(plan);
    }

    @Override
    public Mono<Removal> remove(Receipt receipt) {
        return machine.remove(receipt);
    }

    @Override
    public Mono<Diagnosis> diagnose() {
        return machine.diagnose();
    }

    @Override
    public Mono<Diagnosis> diagnose(Protocol<?> protocol) {
        return machine.diagnose(protocol);
    }

    @Override
    public ArcMachine withServicePolicy(ServicePolicy policy) {
        return new WatchedMachine(machine.withServicePolicy(policy), watch, place);
    }

    @Override
    public String toString() {
        return machine.toString();
    }
}
