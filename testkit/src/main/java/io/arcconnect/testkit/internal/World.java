package io.arcconnect.testkit.internal;

import io.arcconnect.model.AzureResource;
import io.arcconnect.model.MachineId;
import io.arcconnect.testkit.MutableClock;
import io.arcconnect.testkit.internal.FaultEffect.Skew;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The emulated cloud's memory, shared by its control plane and its relay. */
public final class World {

    /** Name of the key with the right to send. */
    public static final String SEND = "emulator-send";

    /** Name of the key with the right to listen. */
    public static final String LISTEN = "emulator-listen";

    private static final String NAMESPACE = "azgn-emulator-1";

    private final Clock clock;
    private final Seed seed;
    private final Random ids;
    private final int port;
    private final boolean relayByAddress;
    private final Map<String, byte[]> keys = Map.of(SEND, secret(), LISTEN, secret());
    private final byte[] agentKey = secret();
    private final Map<String, MachineRecord> machines = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, MachineRecord> hybridConnections = new ConcurrentHashMap<>();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final Faults faults;
    private final Providers providers = new Providers();
    private final List<AzureResource> others = new CopyOnWriteArrayList<>();
    private final int pageSize;
    private final Unanswered unanswered = new Unanswered();
    private final AtomicInteger heldDials = new AtomicInteger();

    /**
     * Begins.
     *
     * @param clock tells the time
     * @param seed of every random choice
     * @param port where the relay listens
     * @param pageSize how many machines or resources one page of a list holds
     * @param relayByAddress whether the relay's host is an address and not a name
     */
    public World(Clock clock, Seed seed, int port, int pageSize, boolean relayByAddress) {
        this.clock = clock;
        this.seed = seed;
        this.ids = seed.of("ids");
        this.faults = new Faults(seed.of("faults"), clock);
        this.port = port;
        this.pageSize = pageSize;
        this.relayByAddress = relayByAddress;
    }

    /**
     * Adds a machine.
     *
     * @param spec the machine
     * @return its record
     */
    public MachineRecord add(MachineSpec spec) {
        MachineRecord machine = new MachineRecord(spec, faults, seed, clock);
        machines.put(spec.id.key(), machine);
        if (!spec.builtInAgent) {
            hybridConnections.put(foreignName(spec.id), machine);
        }
        return machine;
    }

    /** {@return the time} */
    public Instant now() {
        return clock.instant();
    }

    /**
     * Runs something later: after as long by the clock, when that is moved by a test.
     *
     * @param delay how much later
     * @param loop where it runs
     * @param task what runs
     */
    public void after(Duration delay, ScheduledExecutorService loop, Runnable task) {
        if (clock instanceof MutableClock moved) {
            moved.whenReached(now().plus(delay), () -> loop.execute(task));
        } else {
            var unused = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** {@return where every random choice comes from} */
    public Seed seed() {
        return seed;
    }

    /** {@return an id that was not there before, the next one of the seed} */
    public String nextId() {
        return new UUID(ids.nextLong(), ids.nextLong()).toString();
    }

    /**
     * What one of the clocks says, which may be off.
     *
     * @param whose clock
     * @param at the machine that it is about, if it is about one
     * @return that clock's time
     */
    public Instant now(Skew.Of whose, Optional<MachineRecord> at) {
        Predicate<Skew> meant = skew -> skew.of() == whose;
        return at.map(machine -> machine.fault(Skew.class, meant))
                .orElseGet(() -> faults.fault(Skew.class, meant))
                .map(skew -> now().plus(skew.offset()))
                .orElseGet(this::now);
    }

    /** {@return where ARM and relay listen} */
    public int port() {
        return port;
    }

    /** {@return first label of the relay's host} */
    public String namespace() {
        return relayByAddress ? "127" : NAMESPACE;
    }

    /** {@return rest of the relay's host, with its port} */
    public String suffix() {
        return (relayByAddress ? "0.0.1:" : "servicebus.localhost:") + port;
    }

    /** {@return the relay's host, with its port} */
    public String host() {
        return namespace() + "." + suffix();
    }

    /** {@return the keys of the namespace by name} */
    public Map<String, byte[]> keys() {
        return keys;
    }

    /** {@return the key that service configuration tokens are signed with} */
    public byte[] agentKey() {
        return agentKey.clone();
    }

    /** {@return counts the dials that wait for their answer} */
    public AtomicInteger heldDials() {
        return heldDials;
    }

    /** {@return what clients asked for in vain} */
    public Unanswered unanswered() {
        return unanswered;
    }

    /** {@return faults that hit every machine} */
    public Faults faults() {
        return faults;
    }

    /** {@return the registrations of resource providers} */
    public Providers providers() {
        return providers;
    }

    /** {@return resources that are no emulated machines; more can be added} */
    public List<AzureResource> otherResources() {
        return others;
    }

    /** {@return how many machines or resources one page of a list holds} */
    public int pageSize() {
        return pageSize;
    }

    /** {@return every machine, in the order they were added} */
    public List<MachineRecord> machines() {
        synchronized (machines) {
            return List.copyOf(machines.values());
        }
    }

    /** {@return the actions that the caller's roles do not contain} */
    public Set<String> denied() {
        return denied;
    }

    /**
     * Finds a machine.
     *
     * @param id which
     * @return its record; empty when there is none
     */
    public Optional<MachineRecord> machine(MachineId id) {
        return Optional.ofNullable(machines.get(id.key()));
    }

    /**
     * Finds the hybrid connection that a path is, or lies below.
     *
     * @param path as in the URL, after {@code /$hc/}
     * @return its name as issued; empty when none was
     */
    public Optional<String> hybridConnection(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        while (!name.isEmpty() && !hybridConnections.containsKey(name)) {
            name = name.substring(0, Math.max(0, name.lastIndexOf('/')));
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /**
     * Finds the machine behind a hybrid connection.
     *
     * @param name its name as issued
     * @return the machine; empty when the name was never issued
     */
    public Optional<MachineRecord> machineBehind(String name) {
        return Optional.ofNullable(hybridConnections.get(name));
    }

    /**
     * Issues the name of a hybrid connection: a new one each time, as the service does (protocol.md 2.2), except for a
     * machine with a foreign agent.
     *
     * @param machine whose
     * @return the name
     */
    public String issueName(MachineRecord machine) {
        if (!machine.spec().builtInAgent) {
            return foreignName(machine.id());
        }
        String name = name(machine.id(), machine.nextNumber());
        hybridConnections.put(name, machine);
        return name;
    }

    /**
     * The name that a foreign agent listens on.
     *
     * @param id of the machine
     * @return the name
     */
    public static String foreignName(MachineId id) {
        return name(id, MachineRecord.FIRST_NUMBER);
    }

    /**
     * Signs an access key.
     *
     * @param keyName {@link #SEND} or {@link #LISTEN}
     * @param name path of the hybrid connection
     * @param lifetime how long it works
     * @return the token
     */
    public String sas(String keyName, String name, Duration lifetime) {
        return Sas.sign(
                "http://" + host() + "/" + name + "/",
                keyName,
                keys.getOrDefault(keyName, new byte[1]),
                now().plus(lifetime));
    }

    private static String name(MachineId id, long number) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.key().getBytes(StandardCharsets.UTF_8));
            return "microsoft.hybridcompute/machines/" + HexFormat.of().formatHex(digest) + "/" + number + "/v2";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] secret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return secret;
    }
}
