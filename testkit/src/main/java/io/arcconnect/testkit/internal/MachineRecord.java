package io.arcconnect.testkit.internal;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.MachineStateBuilder;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What the emulated cloud remembers of one machine. Guarded by its own monitor. */
public final class MachineRecord implements FaultSource {

    /** In the name of a foreign agent's hybrid connection; those of others are larger. */
    static final long FIRST_NUMBER = 1_700_000_000_000_000_000L;

    private static final long LARGEST_STEP = 1_000_000_000_000L;

    private final MachineSpec spec;
    private final Faults faults;
    private final Random numbers;
    private final Faults everywhere;
    private final Map<Integer, InetSocketAddress> targets;
    private final Map<String, Integer> services = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> extensions = new LinkedHashMap<>();
    private final Meter meter = new Meter();
    private final List<Runnable> severables = new ArrayList<>();
    private boolean endpoint;
    private boolean agentOn = true;
    private boolean incoming;
    private MachineState state;
    private Instant listensFrom;
    private Instant visibleFrom;
    private long lastNumber = FIRST_NUMBER;

    MachineRecord(MachineSpec spec, Faults everywhere, Seed seed, Clock clock) {
        Instant now = clock.instant();
        this.spec = spec;
        this.faults = new Faults(seed.of("faults/" + spec.id.key()), clock);
        this.numbers = seed.of("names/" + spec.id.key());
        this.everywhere = everywhere;
        this.targets = new LinkedHashMap<>(spec.targets);
        this.state = spec.state();
        this.incoming = spec.incomingConnections;
        this.listensFrom = now;
        this.visibleFrom = now;
        this.extensions.putAll(spec.extensions);
        if (spec.enabledPort != 0) {
            endpoint = true;
            services.put("SSH", spec.enabledPort);
        }
    }

    /** {@return what it was started as} */
    public MachineSpec spec() {
        return spec;
    }

    /** {@return the id} */
    public MachineId id() {
        return spec.id;
    }

    /** {@return the next number in the names of its hybrid connections, larger than the last} */
    synchronized long nextNumber() {
        lastNumber += 1 + (long) (numbers.nextDouble() * LARGEST_STEP);
        return lastNumber;
    }

    /** {@return the faults armed on it alone} */
    public Faults faults() {
        return faults;
    }

    /** Takes a fault that is armed on this machine or everywhere. */
    @Override
    public <T extends FaultEffect> Optional<T> fault(Class<T> kind, Predicate<? super T> applies) {
        Optional<T> own = faults.fault(kind, applies);
        return own.isPresent() ? own : everywhere.fault(kind, applies);
    }

    /** {@return what Azure Resource Manager shows of it} */
    public synchronized MachineState state() {
        return state;
    }

    /**
     * Changes what Azure Resource Manager shows of it.
     *
     * @param change to the state
     */
    public synchronized void state(Consumer<MachineStateBuilder> change) {
        MachineStateBuilder builder = state.toBuilder();
        change.accept(builder);
        state = builder.build();
    }

    /** {@return whether {@code endpoints/default} exists} */
    public synchronized boolean hasEndpoint() {
        return endpoint;
    }

    /** Creates the endpoint. */
    public synchronized void createEndpoint() {
        endpoint = true;
    }

    /** Deletes the endpoint and everything below it. */
    public synchronized void deleteEndpoint() {
        endpoint = false;
        services.clear();
    }

    /**
     * Finds a service configuration.
     *
     * @param name in any case
     * @return its port; empty when there is none
     */
    public synchronized Optional<Integer> servicePort(String name) {
        return services.entrySet().stream()
                .filter(service -> service.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** {@return the service configurations, ports by name} */
    public synchronized Map<String, Integer> services() {
        return Map.copyOf(services);
    }

    /**
     * Creates or changes a service configuration. The first one lets the agent begin to listen after its delay.
     *
     * @param name in any case
     * @param port its port
     * @param now the time
     */
    public synchronized void putService(String name, int port, Instant now) {
        if (services.isEmpty()) {
            visibleFrom = now.plus(spec.agentDelay.dividedBy(2));
            listensFrom = now.plus(spec.agentDelay);
        }
        services.keySet().removeIf(existing -> existing.equalsIgnoreCase(name));
        services.put(name, port);
    }

    /**
     * Deletes a service configuration.
     *
     * @param name in any case
     * @return whether there was one
     */
    public synchronized boolean deleteService(String name) {
        return services.keySet().removeIf(existing -> existing.equalsIgnoreCase(name));
    }

    /** {@return the extensions' bodies by name; the caller holds this record's monitor while using it} */
    public Map<String, Map<String, Object>> extensions() {
        return extensions;
    }

    /**
     * Says whether the hybrid connection exists yet.
     *
     * @param now the time
     * @return whether it does
     */
    public synchronized boolean isVisible(Instant now) {
        return !now.isBefore(visibleFrom);
    }

    /**
     * Says whether the built-in agent listens.
     *
     * @param now the time
     * @return whether it does
     */
    public synchronized boolean listens(Instant now) {
        return spec.builtInAgent && agentOn && endpoint && !services.isEmpty() && !now.isBefore(listensFrom);
    }

    /** {@return the agent's switch for incoming connections} */
    public synchronized boolean allowsIncoming() {
        return incoming;
    }

    /**
     * Sets the agent's switch for incoming connections.
     *
     * @param allowed the switch
     */
    public synchronized void allowIncoming(boolean allowed) {
        incoming = allowed;
    }

    /**
     * Starts or stops the agent. Stopping it resets every open connection (protocol.md 3.11).
     *
     * @param on whether it runs
     */
    public void agent(boolean on) {
        synchronized (this) {
            agentOn = on;
        }
        if (!on) {
            sever();
        }
    }

    /** Resets every open connection to the machine. */
    public void sever() {
        List<Runnable> open;
        synchronized (severables) {
            open = List.copyOf(severables);
            severables.clear();
        }
        open.forEach(Runnable::run);
    }

    /**
     * Remembers an open connection.
     *
     * @param reset resets it
     * @return forgets it again
     */
    public Runnable opened(Runnable reset) {
        synchronized (severables) {
            severables.add(reset);
        }
        return () -> {
            synchronized (severables) {
                severables.remove(reset);
            }
        };
    }

    /** {@return counts what the relay carries} */
    public Meter meter() {
        return meter;
    }

    /** {@return how many connections are open to the machine} */
    public int openConnections() {
        synchronized (severables) {
            return severables.size();
        }
    }

    /**
     * Finds what answers on a port.
     *
     * @param port of the machine
     * @return where it really listens; empty when nothing does
     */
    public synchronized Optional<InetSocketAddress> target(int port) {
        return Optional.ofNullable(targets.get(port));
    }

    /**
     * Changes what answers on a port.
     *
     * @param port of the machine
     * @param address where it really listens; empty when nothing does
     */
    public synchronized void target(int port, Optional<InetSocketAddress> address) {
        address.ifPresentOrElse(real -> targets.put(port, real), () -> targets.remove(port));
    }
}
