package io.arcconnect;

import com.azure.core.credential.TokenCredential;
import io.arcconnect.internal.broker.CachingRelayCredentialBroker;
import io.arcconnect.internal.discovery.MachineFinder;
import io.arcconnect.internal.plan.ConnectPlanner;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineQuery;
import io.arcconnect.model.MachineState;
import io.arcconnect.spi.ExtensionProvisioner;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.RelayCredentialBroker;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.ResourceManagerApi;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One caller's way to machines: the first, who owns the ground and ends it, or a view of another. */
final class DefaultArcConnect implements ArcConnect {

    /** Weak, because a view needs no close: one for each request of a server must not add up. */
    private final Set<DefaultArcConnect> views =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final AtomicBoolean closing = new AtomicBoolean();
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private final Ground ground;
    private final Caller caller;
    private final OpenThings openThings;
    private final boolean ownsGround;

    private DefaultArcConnect(Ground ground, Caller caller, OpenThings openThings, boolean ownsGround) {
        this.ground = ground;
        this.caller = caller;
        this.openThings = openThings;
        this.ownsGround = ownsGround;
    }

    static DefaultArcConnect of(ArcConnectOptions options) {
        if (Ground.needsArm(options.ports) && options.credential == null && options.pipeline == null) {
            throw new IllegalArgumentException("credential(…) or pipeline(…) is required: who is asking?");
        }
        Ground ground = new Ground(options);
        return new DefaultArcConnect(ground, ground.first(), new OpenThings(), true);
    }

    @Override
    public ArcConnect withCredential(TokenCredential credential) {
        return view(credential, Optional.empty());
    }

    @Override
    public ArcConnect withCredential(TokenCredential credential, String label) {
        return view(credential, Optional.of(CallerLabels.require(label)));
    }

    private ArcConnect view(TokenCredential credential, Optional<String> label) {
        Objects.requireNonNull(credential, "credential");
        openThings.requireOpen();
        DefaultArcConnect view =
                new DefaultArcConnect(ground, ground.other(credential, label), openThings.ofView(), false);
        views.add(view);
        return view;
    }

    @Override
    public ArcMachine machine(MachineId id) {
        return new DefaultArcMachine(this, Objects.requireNonNull(id, "id"), caller.broker());
    }

    /** {@code delaySequence} changes threads without asking for more than whoever listens did. */
    @Override
    public Flux<MachineState> machines(MachineQuery query) {
        Objects.requireNonNull(query, "query");
        return Flux.defer(() -> {
                    openThings.requireOpen();
                    return caller.compute().listMachines(query.scope());
                })
                .filter(query::matches)
                .delaySequence(Duration.ZERO, ground.network().user());
    }

    @Override
    public Fleet fleet(Publisher<? extends ArcMachine> machines) {
        return new DefaultFleet(
                Objects.requireNonNull(machines, "machines"),
                FleetOptions.DEFAULT,
                ground.network().user(),
                caller.reporter(),
                openThings::requireOpen);
    }

    @Override
    public Mono<ArcMachine> find(String subscriptionId, String resourceGroup, String name) {
        MachineId asked = MachineId.of(subscriptionId, resourceGroup, name);
        return Mono.defer(() -> {
                    openThings.requireOpen();
                    return new MachineFinder(resources()).find(asked);
                })
                .map(this::machine)
                .publishOn(ground.network().user());
    }

    DefaultRoute route(MachineId id, RelayCredentialBroker underPolicy) {
        return new DefaultRoute(
                id,
                underPolicy,
                caller.dialing(),
                ground.localListener(),
                ground.localDialer(),
                ground.network().user(),
                caller.reporter(),
                caller.runCommands(),
                openThings,
                ground.gates());
    }

    Diagnostics diagnostics(DefaultRoute route) {
        return new Diagnostics(ground, caller, route);
    }

    ConnectPlanner planner(DefaultRoute route) {
        return Planners.of(ground, caller, route);
    }

    /** What was issued for a machine before its configuration changed. */
    void forget(MachineId machine) {
        if (caller.broker() instanceof CachingRelayCredentialBroker caching) {
            caching.forget(machine);
        }
    }

    HybridComputeApi compute() {
        return caller.compute();
    }

    /**
     * Subscriptions and resource groups.
     *
     * @throws IllegalStateException when there is nobody to ask, because the ports that need a credential were replaced
     */
    ResourceManagerApi resources() {
        return caller.resources()
                .orElseThrow(() -> new IllegalStateException(
                        "credential(…), pipeline(…) or ports(p -> p.resourceManager(…)) is required for this call"));
    }

    ExtensionProvisioner provisioner() {
        return caller.provisioner();
    }

    /** Which proxy and which trust connections use. */
    NetworkPaths paths() {
        return ground.paths();
    }

    Spans spans() {
        return ground.spans();
    }

    Reporter reporter() {
        return caller.reporter();
    }

    @Override
    public Mono<Void> drain(Duration longest) {
        if (longest.isZero() || longest.isNegative()) {
            throw new IllegalArgumentException("the time must be more than zero, got " + longest);
        }
        return Mono.defer(openThings::drain).timeout(longest).onErrorComplete().then(Mono.defer(this::close));
    }

    @Override
    public Mono<Void> closeNow() {
        return Mono.defer(() -> {
            openThings.abortAll();
            return close();
        });
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            if (closing.compareAndSet(false, true)) {
                // The owner of this subscription: a close goes on even if whoever asked for it loses interest.
                Flux.defer(() -> Flux.fromIterable(openViews()))
                        .flatMap(Closing::quietly)
                        .then(openThings.closeAll())
                        .then(Mono.defer(this::end))
                        .subscribe(nothing -> {}, e -> closed.tryEmitEmpty(), closed::tryEmitEmpty);
            }
            return closed.asMono();
        });
    }

    private List<DefaultArcConnect> openViews() {
        synchronized (views) {
            return List.copyOf(views);
        }
    }

    private Mono<Void> end() {
        if (caller.broker() instanceof CachingRelayCredentialBroker caching) {
            caching.clear();
        }
        return ownsGround ? ground.events().stop().then(Mono.defer(ground.network()::end)) : Mono.empty();
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }
}
