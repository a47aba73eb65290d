package io.arcconnect.testkit;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineStateBuilder;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Secret;
import io.arcconnect.testkit.internal.Issued;
import io.arcconnect.testkit.internal.MachineRecord;
import io.arcconnect.testkit.internal.World;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** A machine of a running {@link ArcEmulator}. */
public final class RunningMachine {

    private final World world;
    private final MachineRecord machine;
    private final Optional<RunningSsh> ssh;
    private final Recorder records;

    RunningMachine(World world, MachineRecord machine, Optional<RunningSsh> ssh, Recorder records) {
        this.world = world;
        this.machine = machine;
        this.ssh = ssh;
        this.records = records;
    }

    /** {@return its id} */
    public MachineId id() {
        return machine.id();
    }

    /**
     * Arms faults on this machine.
     *
     * @param faults what goes wrong; faults of one kind take effect in the order they were armed
     * @return this
     */
    public RunningMachine faults(Fault... faults) {
        for (Fault fault : faults) {
            machine.faults().arm(fault.effect(), fault.terms());
        }
        return this;
    }

    /** Disarms every fault of this machine. */
    public void clearFaults() {
        machine.faults().clear();
    }

    /** Starts the built-in agent again. */
    public void startAgent() {
        machine.agent(true);
    }

    /** Stops the built-in agent: open connections are reset, and dials find no listener (protocol.md 3.11). */
    public void stopAgent() {
        machine.agent(false);
    }

    /** Resets every open connection; the agent goes on. */
    public void dropConnections() {
        machine.sever();
    }

    /** {@return how many relay connections to this machine are open} */
    public int openConnections() {
        return machine.openConnections();
    }

    /** {@return how many SSH sessions are open on the embedded server; 0 without one} */
    public int openSessions() {
        return ssh.map(RunningSsh::sessions).orElse(0);
    }

    /** {@return how many SSH channels are open on the embedded server; 0 without one} */
    public int openChannels() {
        return ssh.map(RunningSsh::channels).orElse(0);
    }

    /** {@return the calls of Azure Resource Manager about this machine and what is below it, oldest first} */
    public List<RecordedRequest> requests() {
        return records.requests(id().resourceId());
    }

    /** {@return the dials to this machine that were answered or given up, oldest first} */
    public List<RecordedDial> dials() {
        return records.dials().stream()
                .filter(dial -> world.hybridConnection(dial.hybridConnectionName())
                        .flatMap(world::machineBehind)
                        .filter(machine::equals)
                        .isPresent())
                .toList();
    }

    /** {@return the dials to this machine that came after one with the same credentials was refused or lost} */
    public List<RecordedDial> redials() {
        Set<String> refused = new HashSet<>();
        return dials().stream()
                .filter(dial -> {
                    boolean again = refused.contains(dial.hybridConnectionName());
                    if (dial.status() != 101) {
                        refused.add(dial.hybridConnectionName());
                    }
                    return again;
                })
                .toList();
    }

    /** {@return the payload that the relay has carried since the start, all connections together} */
    public CarriedBytes carried() {
        return new CarriedBytes(
                machine.meter().toMachine().sum(), machine.meter().fromMachine().sum());
    }

    /**
     * Sets the agent's switch {@code incomingconnections.enabled}.
     *
     * @param enabled the switch
     */
    public void incomingConnections(boolean enabled) {
        machine.allowIncoming(enabled);
    }

    /**
     * Sets the status that Azure Resource Manager shows.
     *
     * @param status such as {@code Disconnected}
     */
    public void status(String status) {
        state(shown -> shown.status(status));
    }

    /**
     * Changes anything that Azure Resource Manager shows.
     *
     * @param change such as {@code shown -> shown.privateLinkScope(id)}
     */
    public void state(Consumer<MachineStateBuilder> change) {
        machine.state(change);
    }

    /**
     * Lets something else answer on a port.
     *
     * @param port of the machine
     * @param address where it really listens
     */
    public void target(int port, InetSocketAddress address) {
        machine.target(port, Optional.of(address));
    }

    /**
     * Closes a port: dials to it get 503 with the agent's text.
     *
     * @param port of the machine
     */
    public void closeTarget(int port) {
        machine.target(port, Optional.empty());
    }

    /**
     * Lets somebody else set up or move a service, past the client under test.
     *
     * @param serviceName such as {@code SSH}
     * @param port its port
     */
    public void configureService(String serviceName, int port) {
        machine.createEndpoint();
        machine.putService(serviceName, port, world.now());
    }

    /** Lets somebody else delete the endpoint and its service configurations. */
    public void deleteEndpoint() {
        machine.deleteEndpoint();
    }

    /**
     * The port of a service configuration.
     *
     * @param serviceName such as {@code SSH}
     * @return its port; empty when there is none
     */
    public Optional<Integer> servicePort(String serviceName) {
        return machine.servicePort(serviceName);
    }

    /**
     * Answers commands from now on, as {@link RunningSsh#onExec}: what {@link ArcEmulated} starts is told here what its
     * programs say.
     *
     * @param answer such as {@code request -> ExecReply.exit(1, "", "refused")}
     * @return this
     * @throws IllegalStateException when the machine has no embedded SSH server
     */
    public RunningMachine onExec(Function<ExecRequest, ExecReply> answer) {
        var unused = embedded().onExec(answer);
        return this;
    }

    /** {@return the embedded SSH server, where the machine has one} */
    public Optional<RunningSsh> ssh() {
        return ssh;
    }

    /**
     * The fingerprint of the embedded SSH server's host key.
     *
     * @return {@code SHA256:…}
     * @throws IllegalStateException when the machine has no embedded SSH server
     */
    public String hostKeyFingerprint() {
        return embedded().hostKeyFingerprint();
    }

    /**
     * Issues relay credentials past Azure Resource Manager, for the test of a dialer alone.
     *
     * @param service what the agent will allow
     * @param lifetime how long they work
     * @return credentials under a name of their own
     */
    public RelayCredentials relayCredentials(RelayService service, Duration lifetime) {
        Issued issued = Issued.to(world, machine, Optional.of(service.port()), lifetime);
        return new RelayCredentials(
                id(),
                world.namespace(),
                world.suffix(),
                issued.name(),
                Secret.of(issued.accessKey()),
                issued.expiry(),
                Secret.of(issued.serviceToken().orElse("none")),
                Optional.empty());
    }

    /**
     * Where a foreign agent attaches itself (protocol.md 3.10).
     *
     * @return a {@code wss} URI with the action {@code listen} and without a token
     * @throws IllegalStateException when the machine has a built-in agent
     */
    public URI listenUri() {
        return URI.create("wss://" + world.host() + "/$hc/" + foreignName() + "?sb-hc-action=listen");
    }

    /**
     * What a foreign agent shows.
     *
     * @param lifetime how long the token works
     * @return a shared access signature with the right to listen
     * @throws IllegalStateException when the machine has a built-in agent
     */
    public Secret listenToken(Duration lifetime) {
        return Secret.of(world.sas(World.LISTEN, foreignName(), lifetime));
    }

    /** {@return name, counts of what has reached it, and what is open, in one line} */
    @Override
    public String toString() {
        CarriedBytes carried = carried();
        List<RecordedDial> dials = dials();
        return id().name() + ": " + requests().size() + " requests, " + dials.size() + " dials ("
                + dials.stream().filter(dial -> dial.status() != 101).count() + " refused), "
                + carried.toMachine() + " bytes there, " + carried.fromMachine() + " back; open: " + openConnections()
                + " connections, " + openSessions() + " sessions, " + openChannels() + " channels";
    }

    void stop() {
        ssh.ifPresent(RunningSsh::close);
    }

    private String foreignName() {
        if (machine.spec().builtInAgent) {
            throw new IllegalStateException(id().name() + " has a built-in agent; use EmulatedMachine.foreignAgent()");
        }
        return World.foreignName(id());
    }

    private RunningSsh embedded() {
        return ssh.orElseThrow(() -> new IllegalStateException(id().name() + " has no embedded SSH server"));
    }
}
