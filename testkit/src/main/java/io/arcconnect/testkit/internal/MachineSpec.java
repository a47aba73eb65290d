package io.arcconnect.testkit.internal;

import io.arcconnect.model.AgentConfiguration;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.MachineStateBuilder;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.ExecReply;
import io.arcconnect.testkit.LroStyle;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of an {@code EmulatedMachine}. Mutable only while that is being derived. */
public final class MachineSpec {

    /** The machine's id. */
    public MachineId id;

    /** Azure region. */
    public String location = "westeurope";

    /** {@code Connected}, {@code Disconnected}, … */
    public String status = "Connected";

    /** {@code windows} or {@code linux}. */
    public final String osType;

    /** The operating system's name. */
    public String osName;

    /** Kind of private cloud; null for none. */
    public @Nullable String kind;

    /** Version of the agent. */
    public String agentVersion = "1.60.03293.809";

    /** Port of the service configuration that exists from the start; 0 when there is none. */
    public int enabledPort;

    /** How long after set-up the agent listens. */
    public Duration agentDelay = Duration.ZERO;

    /** How many looks at an operation say that it still runs. */
    public int extensionPolls = 2;

    /** How an operation is followed. */
    public LroStyle lroStyle = LroStyle.AZURE_ASYNC_OPERATION;

    /** End state of an extension's installation. */
    public String extensionEnd = "Succeeded";

    /** The agent's message about an extension. */
    public String extensionMessage = "Extension Message: OpenSSH Successfully enabled";

    /** What answers on which port of the machine. */
    public Map<Integer, InetSocketAddress> targets = new LinkedHashMap<>();

    /** The embedded SSH server. */
    public @Nullable EmbeddedSsh ssh;

    /** Its port on the machine. */
    public int sshPort = 22;

    /** Whether the agent is the emulator's own. */
    public boolean builtInAgent = true;

    /** {@code incomingconnections.enabled} of the agent. */
    public boolean incomingConnections = true;

    /** Bodies of the extensions that exist from the start, by name. */
    public Map<String, Map<String, Object>> extensions = new LinkedHashMap<>();

    /** Changes to what Azure Resource Manager shows, in order. */
    public List<Consumer<MachineStateBuilder>> shown = new ArrayList<>();

    /** What a script says that the agent is asked to run. */
    public Function<String, ExecReply> agentScript =
            script -> ExecReply.exit(127, "", "EmulatedMachine.onRunCommand(…) says what scripts do");

    /** How many looks at the removal of an extension say that it still runs; 0 removes at once. */
    public int removalPolls;

    /** How many extensions one page of a list holds. */
    public int pageSize = 50;

    /**
     * Starts a spec.
     *
     * @param id the machine
     * @param osType {@code windows} or {@code linux}
     * @param osName the operating system's name
     */
    public MachineSpec(MachineId id, String osType, String osName) {
        this.id = id;
        this.osType = osType;
        this.osName = osName;
    }

    /** {@return what Azure Resource Manager shows of it at first} */
    public MachineState state() {
        MachineStateBuilder state = MachineState.builder(id)
                .location(location)
                .status(status)
                .os(osType, osName)
                .agentVersion(agentVersion)
                .agentConfiguration(new AgentConfiguration(
                        Optional.of(true),
                        Optional.of("full"),
                        List.of(),
                        List.of(),
                        Optional.of(true),
                        List.of(),
                        Optional.empty()))
                .extensionService(new MachineState.ServiceStatus("Running", "Automatic"))
                .kind(kind)
                .identity(new MachineState.Identity(
                        "SystemAssigned",
                        Optional.of("00000000-0000-0000-0000-0000000001d0"),
                        Optional.of("00000000-0000-0000-0000-00000000001d")))
                .provisioningState("Succeeded")
                .lastStatusChange(Instant.parse("2026-01-02T03:04:05.678Z"));
        shown.forEach(change -> change.accept(state));
        return state.build();
    }

    /** {@return a copy that shares nothing mutable} */
    public MachineSpec copy() {
        MachineSpec copy = new MachineSpec(id, osType, osName);
        copy.location = location;
        copy.status = status;
        copy.kind = kind;
        copy.agentVersion = agentVersion;
        copy.enabledPort = enabledPort;
        copy.agentDelay = agentDelay;
        copy.extensionPolls = extensionPolls;
        copy.lroStyle = lroStyle;
        copy.extensionEnd = extensionEnd;
        copy.extensionMessage = extensionMessage;
        copy.targets = new LinkedHashMap<>(targets);
        copy.ssh = ssh;
        copy.sshPort = sshPort;
        copy.builtInAgent = builtInAgent;
        copy.incomingConnections = incomingConnections;
        copy.extensions = new LinkedHashMap<>(extensions);
        copy.shown = new ArrayList<>(shown);
        copy.agentScript = agentScript;
        copy.removalPolls = removalPolls;
        copy.pageSize = pageSize;
        return copy;
    }
}
