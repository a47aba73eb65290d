package io.arcconnect.testkit;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.LocalListener;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.Route;
import io.arcconnect.spi.event.ArcEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A route for tests of a protocol: every dial gets what the test says. What it was not told about is an
 * {@link AssertionError}.
 */
public final class FakeRoute implements Route {

    private final MachineId machine;
    private final Optional<Function<RelayService, Mono<DuplexStream>>> dial;
    private final LocalListener listener;
    private final List<RelayService> dials = new CopyOnWriteArrayList<>();
    private final List<ArcEvent> events = new CopyOnWriteArrayList<>();
    private final Map<Object, AsyncCloseable> shared = new ConcurrentHashMap<>();

    private FakeRoute(
            MachineId machine, Optional<Function<RelayService, Mono<DuplexStream>>> dial, LocalListener listener) {
        this.machine = machine;
        this.dial = dial;
        this.listener = listener;
    }

    /**
     * Starts with a route that dials nothing.
     *
     * @param machine where it leads
     * @return the route
     */
    public static FakeRoute to(MachineId machine) {
        return new FakeRoute(Objects.requireNonNull(machine, "machine"), Optional.empty(), (address, onAccept) -> {
            throw unexpected(machine, "listener().bind(" + address + ")", "listening");
        });
    }

    /**
     * Answers dials.
     *
     * @param newDial makes a stream, such as one end of {@link DuplexStreams#pair()}
     * @return another route
     */
    public FakeRoute dialing(Function<RelayService, Mono<DuplexStream>> newDial) {
        return new FakeRoute(machine, Optional.of(newDial), listener);
    }

    /**
     * Binds ports.
     *
     * @param newListener such as a lambda that hands over {@link DuplexStreams#accepted} streams
     * @return another route
     */
    public FakeRoute listening(LocalListener newListener) {
        return new FakeRoute(machine, dial, Objects.requireNonNull(newListener, "newListener"));
    }

    /** {@return the services that were dialed, oldest first} */
    public List<RelayService> dials() {
        return List.copyOf(dials);
    }

    /** {@return what the protocol told, oldest first} */
    public List<ArcEvent> events() {
        return List.copyOf(events);
    }

    /**
     * Closes what sessions share, as the end of the {@code ArcConnect} does.
     *
     * @return the end
     */
    public Mono<Void> closeShared() {
        return Flux.fromIterable(shared.values()).flatMap(AsyncCloseable::close).then();
    }

    @Override
    public MachineId machine() {
        return machine;
    }

    @Override
    public Mono<DuplexStream> dial(RelayService service) {
        Function<RelayService, Mono<DuplexStream>> answer =
                dial.orElseThrow(() -> unexpected(machine, "dial(" + service + ")", "dialing"));
        return Mono.defer(() -> {
            dials.add(service);
            return answer.apply(service);
        });
    }

    @Override
    public LocalListener listener() {
        return listener;
    }

    /** {@return Reactor's common threads for blocking work} */
    @Override
    public Scheduler scheduler() {
        return Schedulers.boundedElastic();
    }

    @Override
    public Reporter reporter() {
        return events::add;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends AsyncCloseable> T shared(Object key, Supplier<T> factory) {
        return (T) shared.computeIfAbsent(key, absent -> factory.get());
    }

    private static AssertionError unexpected(MachineId machine, String call, String option) {
        return new AssertionError("unexpected call on the fake route to " + machine.name() + ": " + call
                + "; say what it does with " + option + "(…)");
    }
}
