package io.arcconnect;

import com.azure.core.credential.TokenCredential;
import io.arcconnect.internal.arm.ArmApis;
import io.arcconnect.internal.broker.CachingRelayCredentialBroker;
import io.arcconnect.internal.limit.ConnectionGates;
import io.arcconnect.internal.net.HttpProxy;
import io.arcconnect.internal.net.NettyLocalListener;
import io.arcconnect.internal.net.NettyNetworkProbe;
import io.arcconnect.internal.net.Network;
import io.arcconnect.internal.net.NetworkProbe;
import io.arcconnect.internal.provision.IdempotentExtensionProvisioner;
import io.arcconnect.internal.relay.AgentAbsence;
import io.arcconnect.internal.relay.DialHedge;
import io.arcconnect.internal.relay.NettyRelayDialer;
import io.arcconnect.internal.relay.RelayDialing;
import io.arcconnect.internal.runcommand.RunCommands;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.ExtensionProvisioner;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.LocalDialer;
import io.arcconnect.spi.LocalListener;
import io.arcconnect.spi.RelayCredentialBroker;
import io.arcconnect.spi.RelayDialer;
import io.arcconnect.spi.Reporter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all callers of one {@code ArcConnect} stand on, and what makes a {@link Caller} from it. */
final class Ground {

    /** The relay drops connections that are silent for about 120 seconds (protocol.md 3.5). */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(30);

    private final Network network;
    private final NetworkPaths paths;
    private final EventThread events;
    private final LocalListener localListener;
    private final RelayDialer dialer;
    private final Optional<DialHedge> hedge;
    private final ArmAccess arm;
    private final Spans spans;
    private final PortsSpec ports;
    private final Optional<String> label;
    private final boolean auditCommands;
    private final ServicePolicy servicePolicy;
    private final Duration provisioningDeadline;
    private final Duration credentialLifetime;
    private final Duration newSetupBudget;
    private final Duration dialBudget;
    private final Clock clock;
    private final Duration longestDial;
    private final Duration pollInterval;
    private final NetworkProbe probe;
    private final ConnectionGates gates;

    Ground(ArcConnectOptions options) {
        this.ports = new PortsSpec(options.ports);
        Optional<HttpProxy> proxy = ProxySettings.find(options);
        this.network = new Network(options.trusted, proxy);
        this.paths = new NetworkPaths(options, proxy);
        this.events = new EventThread(options.listener);
        this.arm = new ArmAccess(options, network);
        this.spans = arm.spans();
        this.label = Optional.ofNullable(options.callerLabel);
        this.auditCommands = options.auditCommands;
        this.servicePolicy = options.servicePolicy;
        this.provisioningDeadline = options.timing.provisioningDeadline;
        this.credentialLifetime = options.timing.credentialLifetime;
        this.newSetupBudget = options.timing.newSetupBudget;
        this.dialBudget = options.timing.dialBudget;
        this.clock = arm.clock();
        this.pollInterval = options.timing.pollInterval;
        this.longestDial =
                options.timing.newSetupBudget.plus(options.timing.dialBudget).plus(options.timing.dialAttemptTimeout);
        this.gates = new ConnectionGates(options.connectionLimits);
        this.probe = new NettyNetworkProbe(network, options.trusted);
        this.dialer = Optional.ofNullable(ports.dialer)
                .orElseGet(() ->
                        new NettyRelayDialer(network.unpooled(), options.timing.dialAttemptTimeout, PING_INTERVAL));
        this.hedge = options.timing.hedge.map(TimingSpec.HedgeTerms::hedge);
        this.localListener =
                Optional.ofNullable(ports.listener).orElseGet(() -> new NettyLocalListener(network.loops()));
    }

    /** Says whether somebody has to be named. */
    static boolean needsArm(PortsSpec ports) {
        return ports.hybridCompute == null || (ports.hybridConnectivity == null && ports.broker == null);
    }

    Spans spans() {
        return spans;
    }

    Network network() {
        return network;
    }

    /** {@return which proxy and which trust connections use} */
    NetworkPaths paths() {
        return paths;
    }

    EventThread events() {
        return events;
    }

    /** {@return what all dials pass, whoever they are for} */
    ConnectionGates gates() {
        return gates;
    }

    LocalListener localListener() {
        return localListener;
    }

    LocalDialer localDialer() {
        return Optional.ofNullable(ports.localDialer).orElseGet(network::localDialer);
    }

    Clock clock() {
        return clock;
    }

    /** {@return between two looks at something that the service works on} */
    Duration provisioningDeadline() {
        return provisioningDeadline;
    }

    Duration pollInterval() {
        return pollInterval;
    }

    /** {@return opens one relay connection, without waiting} */
    RelayDialer dialer() {
        return dialer;
    }

    /** {@return longer than any dial takes by its own bounds} */
    Duration longestDial() {
        return longestDial;
    }

    /** {@return looks at the way to the relay; empty where the dialer is the caller's own, which may take another way} */
    Optional<NetworkProbe> probe() {
        return ports.dialer == null ? Optional.of(probe) : Optional.empty();
    }

    /** {@return whoever the builder named} */
    Caller first() {
        Reporter reporter = new CallerReporter(events, label, auditCommands);
        return caller(arm.asBuilt(reporter).orElse(null), reporter);
    }

    /**
     * Somebody else.
     *
     * @throws IllegalStateException when a replaced port would answer them with what the first caller may do
     */
    Caller other(TokenCredential credential, Optional<String> theirLabel) {
        if (ports.replacesIdentity()) {
            throw new IllegalStateException("another credential would have no effect: a port that acts on behalf of the"
                    + " caller was replaced; build another ArcConnect with ports for that caller");
        }
        Reporter reporter = new CallerReporter(events, theirLabel, auditCommands);
        return caller(arm.as(credential, reporter), reporter);
    }

    private Caller caller(@Nullable ArmApis apis, Reporter reporter) {
        HybridComputeApi compute = orElse(ports.hybridCompute, apis, ArmApis::compute);
        ExtensionProvisioner provisioner = Optional.ofNullable(ports.provisioner)
                .orElseGet(() -> new IdempotentExtensionProvisioner(compute, provisioningDeadline, clock, reporter));
        RelayCredentialBroker broker = Optional.ofNullable(ports.broker)
                .map(theirs -> theirs.withServicePolicy(servicePolicy))
                .orElseGet(() -> new CachingRelayCredentialBroker(
                        orElse(ports.hybridConnectivity, apis, ArmApis::connectivity),
                        compute,
                        servicePolicy,
                        credentialLifetime,
                        clock,
                        reporter));
        RelayDialing dialing = new RelayDialing(
                dialer, newSetupBudget, dialBudget, clock, reporter, new AgentAbsence(compute::getMachine), hedge);
        return new Caller(
                compute,
                ifAny(ports.hybridConnectivity, apis, ArmApis::connectivity),
                ifAny(ports.resourceManager, apis, ArmApis::resources),
                ifAny(ports.runCommands, apis, ArmApis::runCommands)
                        .map(api -> new RunCommands(compute, api, provisioningDeadline, reporter)),
                provisioner,
                broker,
                dialing,
                reporter);
    }

    private static <T> Optional<T> ifAny(@Nullable T replaced, @Nullable ArmApis apis, Function<ArmApis, T> own) {
        return Optional.ofNullable(replaced).or(() -> Optional.ofNullable(apis).map(own));
    }

    private static <T> T orElse(@Nullable T replaced, @Nullable ArmApis apis, Function<ArmApis, T> own) {
        if (replaced != null) {
            return replaced;
        }
        if (apis == null) {
            throw new IllegalArgumentException("credential(…) or pipeline(…) is required: who is asking?");
        }
        return own.apply(apis);
    }
}
