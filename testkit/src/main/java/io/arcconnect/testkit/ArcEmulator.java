package io.arcconnect.testkit;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.testkit.internal.MachineRecord;
import io.arcconnect.testkit.internal.MachineSpec;
import io.arcconnect.testkit.internal.Seed;
import io.arcconnect.testkit.internal.Services;
import io.arcconnect.testkit.internal.World;
import io.arcconnect.testkit.internal.arm.ArmCalls;
import io.arcconnect.testkit.internal.net.Authority;
import io.arcconnect.testkit.internal.net.FrontDoor;
import io.arcconnect.testkit.internal.relay.Pace;
import io.arcconnect.testkit.internal.relay.Relay;
import io.arcconnect.testkit.internal.watch.Watch;
import io.arcconnect.testkit.internal.watch.WatchedArcConnect;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Azure Arc on loopback, with TLS: Azure Resource Manager, the relay, and the agents of some machines.
 *
 * <pre>{@code
 * try (ArcEmulator emulator = ArcEmulator.builder()
 *         .machine(EmulatedMachine.linux("web-01").ssh(EmbeddedSsh.create().password("ada", "pw")).enabled())
 *         .start()) {
 *     ArcConnect arc = emulator.arcConnect().build();
 *     DuplexStream ssh = arc.machine(emulator.machine("web-01").id()).dial(RelayService.ssh()).block();
 *     …
 *     arc.close().block();
 * }
 * }</pre>
 *
 * <p>It answers as protocol.md says the services do, checks tokens and signatures for real, and answers 501 to what it
 * does not emulate. Safe to use from any thread.
 */
public final class ArcEmulator implements AutoCloseable {

    private final long begun = System.nanoTime();
    private final Authority authority = Authority.shared();
    private final TestCredential credential = TestCredential.named("emulator-client");
    private final Map<String, TestCredential> others = new ConcurrentHashMap<>();
    private final FrontDoor door;
    private final World world;
    private final Map<String, RunningMachine> machines = new LinkedHashMap<>();
    private final Recorder records = new Recorder();
    private final Watch watch = Watch.current().orElseGet(Watch::new);
    private final Duration startedIn;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Optional<EntraEmulator> entra;

    ArcEmulator(ArcEmulatorBuilder options) {
        this.entra = options.entra;
        this.door = new FrontDoor(authority);
        this.world = new World(
                options.clock,
                options.seed.orElseGet(Seed::any),
                door.port(),
                options.pageSize,
                options.relayByAddress);
        world.denied().addAll(options.denied);
        world.otherResources().addAll(options.otherResources);
        options.unregistered.forEach(world.providers()::remove);
        for (EmulatedMachine machine : options.machines) {
            add(machine.spec(), options.delays);
        }
        ArmCalls arm = new ArmCalls(world, this::whose, options.throttle, (int) options.retryAfter.toSeconds());
        Pace pace = new Pace(world, options.delays, options.relayDelay, options.relayBuffer);
        Relay relay = new Relay(world, records, door, pace, options.rendezvousValidity);
        Services.open(door, arm, relay, records);
        this.startedIn = Duration.ofNanos(System.nanoTime() - begun);
    }

    /** {@return what gathers the options} */
    public static ArcEmulatorBuilder builder() {
        return new ArcEmulatorBuilder();
    }

    /** {@return the base URL of the emulated Azure Resource Manager, {@code https://localhost:…}} */
    public URI endpoint() {
        return URI.create("https://localhost:" + door.port());
    }

    /**
     * The number that names, delays and random faults are drawn from.
     *
     * @return what {@link ArcEmulatorBuilder#seed} repeats this emulator's choices with
     */
    public long seed() {
        return world.seed().value();
    }

    /** {@return the certificate authority to trust, the same for every emulator of this JVM} */
    public X509Certificate authority() {
        return authority.certificate();
    }

    /** {@return a credential that the emulated Azure Resource Manager accepts} */
    public TestCredential credential() {
        return credential;
    }

    /**
     * Finds or makes a credential of somebody else.
     *
     * @param name who
     * @return a credential that the emulated Azure Resource Manager accepts, the same for the same name
     */
    public TestCredential credential(String name) {
        return others.computeIfAbsent(name, TestCredential::named);
    }

    /**
     * Begins a client. What it opens is remembered with the place, see {@link #leaks()}.
     *
     * @return a builder that points here: endpoint, credential, trust, and a poll interval of 5 ms
     */
    public ArcConnectBuilder arcConnect() {
        return ArcConnect.builder()
                .endpoint(endpoint())
                .credential(credential)
                .trust(authority())
                .wrap(arc -> WatchedArcConnect.around(arc, watch))
                .timing(timing -> timing.pollInterval(Duration.ofMillis(5)));
    }

    /**
     * Finds a machine.
     *
     * @param name its name
     * @return the machine
     * @throws IllegalArgumentException when there is none
     */
    public RunningMachine machine(String name) {
        return Optional.ofNullable(machines.get(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no emulated machine is named " + name + "; there are " + machines.keySet()));
    }

    /** {@return the machines, in the order they were added} */
    public List<RunningMachine> machines() {
        return List.copyOf(machines.values());
    }

    /**
     * Arms faults on every machine.
     *
     * @param faults what goes wrong
     * @return this
     */
    public ArcEmulator faults(Fault... faults) {
        for (Fault fault : faults) {
            world.faults().arm(fault.effect(), fault.terms());
        }
        return this;
    }

    /** Disarms the faults that were armed here; those of single machines stay. */
    public void clearFaults() {
        world.faults().clear();
    }

    /**
     * Takes an action away from the caller's roles.
     *
     * @param action such as {@code Microsoft.HybridConnectivity/endpoints/listCredentials/action}
     */
    public void deny(String action) {
        world.denied().add(action);
    }

    /**
     * Gives an action back.
     *
     * @param action one that was denied
     */
    public void allow(String action) {
        world.denied().remove(action);
    }

    /** {@return the calls of Azure Resource Manager so far, oldest first} */
    public List<RecordedRequest> requests() {
        return records.requests();
    }

    /**
     * The calls of one kind so far.
     *
     * @param call which
     * @return oldest first
     */
    public List<RecordedRequest> requests(ArmCall call) {
        return requests().stream()
                .filter(request -> call.covers(request.call()))
                .toList();
    }

    /** {@return the dials that the relay has answered so far, or that were given up, oldest first} */
    public List<RecordedDial> dials() {
        return records.dials();
    }

    /**
     * What clients asked for that is not emulated, here, by {@link ArcEmulatorBuilder#entra}, or by an {@link EmbeddedSsh} that
     * seems to run on Windows: each was refused, loudly, with
     * this text. A test in which this is not empty may have passed for a wrong reason.
     *
     * @return one text a request, oldest first; those of Entra ID last
     */
    public List<String> unanswered() {
        return Stream.concat(
                        world.unanswered().texts().stream(), entra.stream().flatMap(one -> one.unanswered().stream()))
                .toList();
    }

    /** {@return how many dials wait for their answer at this moment} */
    public int heldDials() {
        return world.heldDials().get();
    }

    /**
     * The calls of Azure Resource Manager that were made again: the client's own id of the call was there before
     * ({@code x-ms-client-request-id}).
     *
     * @return oldest first, without the first try of each
     */
    public List<RecordedRequest> retries() {
        return records.retries();
    }

    /** {@return how many relay connections are open to all machines} */
    public int openConnections() {
        return count(RunningMachine::openConnections);
    }

    /** {@return how many SSH sessions are open on all embedded servers} */
    public int openSessions() {
        return count(RunningMachine::openSessions);
    }

    /** {@return how many SSH channels are open on all embedded servers} */
    public int openChannels() {
        return count(RunningMachine::openChannels);
    }

    /**
     * Waits until no relay connection, SSH session or channel is open. What a client closes is noticed here a moment later.
     *
     * @param longest how long at most
     * @return this
     * @throws AssertionError when something is open then; it says what, on which machine
     */
    public ArcEmulator awaitQuiet(Duration longest) {
        Quiet.await(machines.values(), longest);
        return this;
    }

    /**
     * What clients of {@link #arcConnect()} have opened and not closed, and where: sessions, streams, local ports, and the
     * clients themselves. Looking waits for nothing and closes nothing. In a test with {@link ArcEmulated} it is what that
     * test has opened.
     *
     * @return oldest first
     */
    public List<Leak> leaks() {
        return Watch.current().orElse(watch).open();
    }

    /** {@return how long this emulator took to start} */
    public Duration startedIn() {
        return startedIn;
    }

    /** Stops everything. Blocks for a moment. Closing twice is one close. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        machines.values().forEach(RunningMachine::stop);
        door.close();
    }

    private int count(ToIntFunction<RunningMachine> open) {
        return machines.values().stream().mapToInt(open).sum();
    }

    private Optional<TestCredential> whose(String token) {
        return Stream.concat(Stream.of(credential), others.values().stream())
                .filter(known -> known.accepts(token))
                .findFirst()
                .or(() -> entra.flatMap(issuer -> issuer.ownerOf(token)).map(this::credential));
    }

    private void add(MachineSpec spec, Delays delays) {
        if (spec.agentDelay.isZero()) {
            spec.agentDelay = delays.listener(world.seed().of("listener/" + spec.id.key()));
        }
        MachineRecord machine = world.add(spec);
        Optional<RunningSsh> ssh =
                Optional.ofNullable(spec.ssh).map(server -> server.start(machine, world.unanswered()));
        ssh.ifPresent(server -> machine.target(spec.sshPort, Optional.of(server.address())));
        machines.put(spec.id.name(), new RunningMachine(world, machine, ssh, records));
    }
}
