package io.arcconnect.tunnel;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.LocalListener;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.Route;
import io.arcconnect.spi.event.ActionEndedEvent;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.spi.event.TunnelEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The way to a machine that nothing but a carrier in memory reaches; it keeps what is told. */
final class TestRoute implements Route {

    static final MachineId ID = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "lin-01");

    final List<ArcEvent> events = new CopyOnWriteArrayList<>();

    private final LocalListener listener;

    TestRoute(LocalListener listener) {
        this.listener = listener;
    }

    static TestRoute withoutPorts() {
        return new TestRoute((address, onAccept) -> Mono.error(new AssertionError("no port is needed here")));
    }

    List<TunnelEvent> told() {
        return events.stream()
                .filter(TunnelEvent.class::isInstance)
                .map(TunnelEvent.class::cast)
                .toList();
    }

    List<TunnelEvent.Step> steps() {
        return told().stream().map(TunnelEvent::step).toList();
    }

    List<ActionEndedEvent> ended() {
        return events.stream()
                .filter(ActionEndedEvent.class::isInstance)
                .map(ActionEndedEvent.class::cast)
                .toList();
    }

    @Override
    public MachineId machine() {
        return ID;
    }

    @Override
    public Mono<DuplexStream> dial(RelayService service) {
        return Mono.error(new AssertionError("a tunnel dials through its carrier only"));
    }

    @Override
    public LocalListener listener() {
        return listener;
    }

    @Override
    public Scheduler scheduler() {
        return Schedulers.boundedElastic();
    }

    @Override
    public Reporter reporter() {
        return events::add;
    }

    @Override
    public <T extends AsyncCloseable> T shared(Object key, Supplier<T> factory) {
        throw new AssertionError("a tunnel shares nothing");
    }
}
