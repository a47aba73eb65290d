package io.arcconnect;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import io.arcconnect.internal.arm.ArmApis;
import io.arcconnect.internal.arm.ArmPipelines;
import io.arcconnect.internal.broker.CachingRelayCredentialBroker;
import io.arcconnect.internal.net.NettyLocalListener;
import io.arcconnect.internal.net.Network;
import io.arcconnect.internal.provision.IdempotentExtensionProvisioner;
import io.arcconnect.internal.relay.NettyRelayDialer;
import io.arcconnect.internal.relay.RelayDialing;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.ExtensionProvisioner;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.LocalListener;
import io.arcconnect.spi.RelayCredentialBroker;
import io.arcconnect.spi.RelayDialer;
import io.arcconnect.spi.Reporter;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Puts the ports together: the caller's where given, the library's own otherwise. */
final class DefaultArcConnect implements ArcConnect {

    /** The relay drops connections that are silent for about 120 seconds (protocol.md 3.5). */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(30);

    private final OpenThings openThings = new OpenThings();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private final Network network;
    private final EventThread events;
    private final HybridComputeApi compute;
    private final ExtensionProvisioner provisioner;
    private final RelayCredentialBroker broker;
    private final RelayDialing dialing;
    private final LocalListener localListener;

    DefaultArcConnect(ArcConnectBuilder options) {
        PortsSpec ports = new PortsSpec(options.ports);
        boolean needsArm = ports.hybridCompute == null || (ports.hybridConnectivity == null && ports.broker == null);
        if (needsArm && options.credential == null && options.pipeline == null) {
            throw new IllegalArgumentException("credential(…) or pipeline(…) is required: who is asking?");
        }
        this.network = new Network(options.trusted);
        this.events = new EventThread(options.listener);
        ArmApis arm = needsArm ? arm(options) : null;
        this.compute = orElse(ports.hybridCompute, arm, ArmApis::compute);
        this.provisioner = Optional.ofNullable(ports.provisioner)
                .orElseGet(() -> new IdempotentExtensionProvisioner(
                        compute, options.provisioningDeadline, options.clock, events));
        this.broker = Optional.ofNullable(ports.broker)
                .map(theirs -> theirs.withServicePolicy(options.servicePolicy))
                .orElseGet(() -> new CachingRelayCredentialBroker(
                        orElse(ports.hybridConnectivity, arm, ArmApis::connectivity),
                        compute,
                        options.servicePolicy,
                        options.credentialLifetime,
                        options.clock,
                        events));
        RelayDialer dialer = Optional.ofNullable(ports.dialer)
                .orElseGet(() -> new NettyRelayDialer(network.unpooled(), options.dialAttemptTimeout, PING_INTERVAL));
        this.dialing = new RelayDialing(dialer, options.newSetupBudget, options.dialBudget, options.clock, events);
        this.localListener =
                Optional.ofNullable(ports.listener).orElseGet(() -> new NettyLocalListener(network.loops()));
    }

    private ArmApis arm(ArcConnectBuilder options) {
        HttpPipeline pipeline = options.pipeline != null
                ? options.pipeline
                : ArmPipelines.build(
                        Objects.requireNonNull(options.credential),
                        options.endpoint,
                        Optional.ofNullable(options.httpClient)
                                .orElseGet(() -> new NettyAsyncHttpClientBuilder(network.pooled()).build()),
                        options.retryPolicy,
                        options.httpLogOptions,
                        options.clientOptions);
        return ArmApis.over(pipeline, options.endpoint, options.pollHosts, options.pollInterval, options.clock);
    }

    private static <T> T orElse(
            @Nullable T replaced, @Nullable ArmApis arm, java.util.function.Function<ArmApis, T> own) {
        return replaced != null ? replaced : own.apply(Objects.requireNonNull(arm));
    }

    @Override
    public ArcMachine machine(MachineId id) {
        return new DefaultArcMachine(this, Objects.requireNonNull(id, "id"), broker);
    }

    DefaultRoute route(MachineId id, RelayCredentialBroker underPolicy) {
        return new DefaultRoute(id, underPolicy, dialing, localListener, network.user(), events, openThings);
    }

    HybridComputeApi compute() {
        return compute;
    }

    ExtensionProvisioner provisioner() {
        return provisioner;
    }

    Reporter reporter() {
        return events;
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            if (closing.compareAndSet(false, true)) {
                // The owner of this subscription: a close goes on even if whoever asked for it loses interest.
                openThings
                        .closeAll()
                        .then(Mono.defer(this::end))
                        .subscribe(nothing -> {}, e -> closed.tryEmitEmpty(), closed::tryEmitEmpty);
            }
            return closed.asMono();
        });
    }

    private Mono<Void> end() {
        if (broker instanceof CachingRelayCredentialBroker caching) {
            caching.clear();
        }
        return events.stop().then(network.end());
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }
}
