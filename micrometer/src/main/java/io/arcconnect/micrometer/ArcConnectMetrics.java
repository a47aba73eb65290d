package io.arcconnect.micrometer;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.ActionEndedEvent;
import io.arcconnect.spi.event.ActionOutcome;
import io.arcconnect.spi.event.ArmCallEvent;
import io.arcconnect.spi.event.CloseProblemEvent;
import io.arcconnect.spi.event.CredentialsEvent;
import io.arcconnect.spi.event.DialAttemptEvent;
import io.arcconnect.spi.event.DialFailedEvent;
import io.arcconnect.spi.event.DialHedgedEvent;
import io.arcconnect.spi.event.DialWaitingEvent;
import io.arcconnect.spi.event.DialedEvent;
import io.arcconnect.spi.event.DisconnectedEvent;
import io.arcconnect.spi.event.FleetEvent;
import io.arcconnect.spi.event.ServiceSetupEvent;
import io.arcconnect.spi.event.SessionEvent;
import io.arcconnect.spi.event.TunnelEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps meters. Tags have few values and never name a machine, a user or a caller.
 *
 * <pre>{@code
 * ArcConnect.builder().listener(ArcConnectMetrics.on(registry)) …
 * }</pre>
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>kind</th><th>tags</th></tr>
 * <tr><td>{@code arcconnect.dial}</td><td>timer</td><td>service; outcome: {@code opened} or a reason code</td></tr>
 * <tr><td>{@code arcconnect.dial.waits}</td><td>counter</td><td>service; reason</td></tr>
 * <tr><td>{@code arcconnect.dial.hedges}</td><td>counter</td><td>service</td></tr>
 * <tr><td>{@code arcconnect.connections.open}</td><td>gauge</td><td></td></tr>
 * <tr><td>{@code arcconnect.credentials}</td><td>counter</td><td>step, as {@link CredentialsEvent.Step}</td></tr>
 * <tr><td>{@code arcconnect.service.setups}</td><td>counter</td><td>service</td></tr>
 * <tr><td>{@code arcconnect.arm.calls}</td><td>timer</td><td>call; status, {@code none} without an answer</td></tr>
 * <tr><td>{@code arcconnect.arm.wait}</td><td>timer</td><td>call</td></tr>
 * <tr><td>{@code arcconnect.arm.throttled}</td><td>counter</td><td>call</td></tr>
 * <tr><td>{@code arcconnect.sessions}</td><td>counter</td><td>protocol; step; reason</td></tr>
 * <tr><td>{@code arcconnect.sessions.open}</td><td>gauge</td><td>protocol</td></tr>
 * <tr><td>{@code arcconnect.actions}</td><td>timer</td><td>kind; outcome; reason</td></tr>
 * <tr><td>{@code arcconnect.bytes}</td><td>counter</td><td>kind; direction: {@code in} from the machine, {@code out}</td></tr>
 * <tr><td>{@code arcconnect.fleet.machines}</td><td>counter</td><td>outcome: {@code done}, {@code failed}, {@code skipped};
 * reason</td></tr>
 * <tr><td>{@code arcconnect.tunnels}</td><td>counter</td><td>step, as {@link TunnelEvent.Step}</td></tr>
 * <tr><td>{@code arcconnect.close.problems}</td><td>counter</td><td></td></tr>
 * </table>
 */
public final class ArcConnectMetrics implements ArcConnectListener {

    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final AtomicInteger connections = new AtomicInteger();
    private final Map<String, AtomicInteger> sessions = new ConcurrentHashMap<>();

    private ArcConnectMetrics(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("arcconnect.connections.open", connections);
    }

    /**
     * Keeps meters in a registry. One of these may serve several {@code ArcConnect}, which are then counted together.
     *
     * @param registry the registry
     * @return the listener
     */
    public static ArcConnectMetrics on(MeterRegistry registry) {
        return new ArcConnectMetrics(Objects.requireNonNull(registry, "registry"));
    }

    @Override
    public void onDialed(DialedEvent event) {
        registry.timer("arcconnect.dial", dial(event.service().name(), "opened"))
                .record(event.took());
    }

    @Override
    public void onDialFailed(DialFailedEvent event) {
        registry.timer(
                        "arcconnect.dial",
                        dial(event.service().name(), event.failure().reason().code()))
                .record(event.took());
    }

    private static Tags dial(String service, String outcome) {
        return Tags.of("service", service, "outcome", outcome);
    }

    @Override
    public void onDialWaiting(DialWaitingEvent event) {
        registry.counter(
                        "arcconnect.dial.waits",
                        "service",
                        event.service().name(),
                        "reason",
                        event.answer().reason().code())
                .increment();
    }

    @Override
    public void onDialHedged(DialHedgedEvent event) {
        registry.counter("arcconnect.dial.hedges", "service", event.service().name())
                .increment();
    }

    @Override
    public void onDialAttempt(DialAttemptEvent event) {
        if (event.failure().isEmpty()) {
            connections.incrementAndGet();
        }
    }

    @Override
    public void onDisconnected(DisconnectedEvent event) {
        connections.decrementAndGet();
    }

    @Override
    public void onCredentials(CredentialsEvent event) {
        registry.counter("arcconnect.credentials", "step", word(event.step())).increment();
    }

    @Override
    public void onServiceSetup(ServiceSetupEvent event) {
        registry.counter("arcconnect.service.setups", "service", event.service().name())
                .increment();
    }

    @Override
    public void onArmCall(ArmCallEvent event) {
        String status =
                event.status().isPresent() ? Integer.toString(event.status().getAsInt()) : NONE;
        registry.timer("arcconnect.arm.calls", "call", event.call(), "status", status)
                .record(event.took());
        registry.timer("arcconnect.arm.wait", "call", event.call()).record(event.waited());
        if (event.isThrottled()) {
            registry.counter("arcconnect.arm.throttled", "call", event.call()).increment();
        }
    }

    @Override
    public void onSession(SessionEvent event) {
        String reason = event.failure()
                .map(ArcConnectException::reason)
                .map(code -> code.code())
                .orElse(NONE);
        registry.counter(
                        "arcconnect.sessions",
                        Tags.of("protocol", event.protocol(), "step", word(event.step()), "reason", reason))
                .increment();
        switch (event.step()) {
            case OPENED -> open(event.protocol()).incrementAndGet();
            case CLOSED, LOST -> open(event.protocol()).decrementAndGet();
            case FAILED -> {
                // There was none.
            }
        }
    }

    private AtomicInteger open(String protocol) {
        return sessions.computeIfAbsent(
                protocol,
                name -> Objects.requireNonNull(
                        registry.gauge("arcconnect.sessions.open", Tags.of("protocol", name), new AtomicInteger())));
    }

    @Override
    public void onActionEnded(ActionEndedEvent event) {
        String kind = event.action().kind();
        ActionOutcome outcome = event.outcome();
        registry.timer(
                        "arcconnect.actions",
                        Tags.of(
                                "kind",
                                kind,
                                "outcome",
                                word(outcome.result()),
                                "reason",
                                outcome.reason().orElse(NONE)))
                .record(event.took());
        bytes(kind, "in", event.bytesIn());
        bytes(kind, "out", event.bytesOut());
    }

    private void bytes(String kind, String direction, long count) {
        Counter.builder("arcconnect.bytes")
                .baseUnit(BaseUnits.BYTES)
                .tags("kind", kind, "direction", direction)
                .register(registry)
                .increment((double) count);
    }

    @Override
    public void onTunnel(TunnelEvent event) {
        registry.counter("arcconnect.tunnels", "step", word(event.step())).increment();
    }

    @Override
    public void onFleet(FleetEvent event) {
        String step = word(event.step());
        if (event.machine().isPresent() && event.step() != FleetEvent.Step.MACHINE_BEGUN) {
            String outcome = step.substring("machine_".length());
            registry.counter(
                            "arcconnect.fleet.machines",
                            Tags.of("outcome", outcome, "reason", event.reason().orElse(NONE)))
                    .increment();
        }
    }

    @Override
    public void onCloseProblem(CloseProblemEvent event) {
        registry.counter("arcconnect.close.problems").increment();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
