package io.arcconnect.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.ActionReport;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.ActionOutcome;
import io.arcconnect.spi.event.Origin;
import io.arcconnect.spi.event.SessionEvent;
import io.arcconnect.spi.event.SessionEvent.Step;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.ArmCall;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.Fault;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

@Timeout(120)
class ArcConnectMetricsEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ArcConnectListener metrics = ArcConnectMetrics.on(registry);
    private final ArcEmulator emulator = ArcEmulator.builder()
            .machine(EmulatedMachine.linux("lin-01")
                    .ssh(EmbeddedSsh.create().password("ada", "pw"))
                    .enabled())
            .start();
    private final ArcConnect arc = emulator.arcConnect()
            .callerLabel("ada@example.org")
            .listener(metrics)
            .build();
    private final Origin origin = Origin.of(emulator.machine("lin-01").id(), Context.empty());

    @AfterEach
    void stop() {
        arc.close().block(LIMIT);
        emulator.close();
    }

    private void dial() {
        arc.machine(emulator.machine("lin-01").id())
                .dial(RelayService.ssh())
                .flatMap(stream -> stream.close())
                .onErrorComplete()
                .block(LIMIT);
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @Test
    void meters_whenDialsSucceedAndFail_thenCountedWithoutNamingAnybody() {
        emulator.faults(
                Fault.throttled(ArmCall.LIST_CREDENTIALS, Duration.ofSeconds(1)).once());
        dial();
        emulator.machine("lin-01").faults(Fault.relayForbidden().once());
        dial();
        arc.close().block(LIMIT);

        assertThat(registry.get("arcconnect.dial")
                        .tags("service", "SSH", "outcome", "opened")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("arcconnect.dial")
                        .tags("outcome", "relay.forbidden")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(count("arcconnect.credentials", "step", "issued")).isEqualTo(1);
        assertThat(count("arcconnect.credentials", "step", "cached")).isEqualTo(1);
        assertThat(count("arcconnect.arm.throttled", "call", "list-credentials"))
                .isEqualTo(1);
        assertThat(registry.get("arcconnect.arm.calls")
                        .tags("call", "list-credentials", "status", "200")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("arcconnect.connections.open").gauge().value()).isZero();
        assertThat(registry.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(Tag::getValue)
                .noneMatch(value -> value.contains("lin-01") || value.contains("ada"));
    }

    @Test
    void meters_whenSessionsAndActionsEnd_thenTimesAndBytes() {
        metrics.onEvent(session(Step.OPENED));
        metrics.onEvent(session(Step.OPENED));
        metrics.onEvent(session(Step.LOST));
        ActionReport action =
                ActionReport.reaching(metrics::onEvent, origin, "rdp", Optional.of("ada"), "localhost:3389");
        action.received(7);
        action.sent(5);
        action.ended(ActionOutcome.failed(
                new RelayException(Failure.of(ArcReason.RELAY_CONNECTION_LOST, Stage.DIAL, "scripted"))));

        assertThat(registry.get("arcconnect.sessions.open")
                        .tag("protocol", "ssh")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(count("arcconnect.sessions", "step", "opened")).isEqualTo(2);
        assertThat(count("arcconnect.bytes", "kind", "rdp", "direction", "in")).isEqualTo(7);
        assertThat(count("arcconnect.bytes", "kind", "rdp", "direction", "out")).isEqualTo(5);
        assertThat(registry.get("arcconnect.bytes").counter().getId().getBaseUnit())
                .isEqualTo("bytes");
        assertThat(registry.get("arcconnect.actions")
                        .tags("kind", "rdp", "outcome", "failed", "reason", "relay.connection_lost")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.getMeters()).extracting(Meter::getId).isNotEmpty();
    }

    @Test
    void meters_whenAFleetIsWorkedOn_thenItsMachinesAreCounted() {
        arc.fleet(List.of(arc.machine(emulator.machine("lin-01").id())))
                .each(machine -> Mono.just("done"))
                .blockLast(LIMIT);
        arc.close().block(LIMIT);

        assertThat(count("arcconnect.fleet.machines", "outcome", "done", "reason", "none"))
                .isEqualTo(1);
    }

    private SessionEvent session(Step step) {
        return new SessionEvent(origin, "ssh", Optional.of("ada"), step, Duration.ofSeconds(1), Optional.empty());
    }
}
