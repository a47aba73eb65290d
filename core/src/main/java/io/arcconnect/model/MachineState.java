package io.arcconnect.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Azure Resource Manager says of a machine (protocol.md 1.1). The status is a hint: heartbeats come every 5 minutes,
 * so {@code Connected} does not prove that the machine answers and {@code Disconnected} may be stale.
 *
 * @param id the machine
 * @param location Azure region; an extension must be created with it
 * @param status {@code Connected}, {@code Disconnected}, {@code Error}, {@code Expired} or a later word; empty when the
 *     answer had none
 * @param os the operating system
 * @param agentVersion four numbers with dots, such as {@code 1.60.03293.809}
 * @param agentConfiguration what the machine's owner lets the agent do
 * @param extensionService the agent's service that installs extensions, if it was reported
 * @param kind {@code HCI}, {@code VMware}, {@code SCVMM}, … for machines of a private cloud
 * @param identity the machine's own identity in Entra, which signing in to it with Entra needs
 * @param privateLinkScope id of the Arc private link scope it belongs to, over which SSH is not supported
 * @param tags names are compared without regard to case
 * @param provisioningState of the machine resource, such as {@code Succeeded}
 * @param lastStatusChange when the status last changed
 * @param errors what the agent reported as wrong with itself
 */
public record MachineState(
        MachineId id,
        String location,
        String status,
        OperatingSystem os,
        Optional<String> agentVersion,
        AgentConfiguration agentConfiguration,
        Optional<ServiceStatus> extensionService,
        Optional<String> kind,
        Optional<Identity> identity,
        Optional<String> privateLinkScope,
        Map<String, String> tags,
        Optional<String> provisioningState,
        Optional<Instant> lastStatusChange,
        List<String> errors) {

    /** Copies tags and errors. */
    public MachineState {
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(tags);
        tags = Collections.unmodifiableMap(sorted);
        errors = List.copyOf(errors);
    }

    /**
     * A service of the agent.
     *
     * @param status such as {@code Running}
     * @param startupType such as {@code Automatic}, empty when unknown
     */
    public record ServiceStatus(String status, String startupType) {}

    /**
     * A managed identity.
     *
     * @param type such as {@code SystemAssigned}
     * @param principalId object id of its service principal
     * @param tenantId its tenant
     */
    public record Identity(String type, Optional<String> principalId, Optional<String> tenantId) {}

    /**
     * Starts a state, for tests and for adapters.
     *
     * @param id the machine
     * @return gathers the rest, of which nothing is known yet
     */
    public static MachineStateBuilder builder(MachineId id) {
        return new MachineStateBuilder(id);
    }

    /** {@return a builder that holds all of this state} */
    public MachineStateBuilder toBuilder() {
        return new MachineStateBuilder(this);
    }

    /** {@return {@code windows} or {@code linux} as the service spells it, empty when unknown} */
    public String osType() {
        return os.type();
    }

    /** {@return the operating system's name, empty when unknown} */
    public String osName() {
        return os.name();
    }

    /** {@return the agent's version, where it can be read} */
    public Optional<AgentVersion> agent() {
        return agentVersion.flatMap(AgentVersion::parse);
    }

    /** {@return whether the status is {@code Connected}} */
    public boolean isConnected() {
        return status.equalsIgnoreCase("Connected");
    }

    /** {@return whether the status is {@code Expired}: 45 days without heartbeat, and it must be connected anew} */
    public boolean isExpired() {
        return status.equalsIgnoreCase("Expired");
    }

    /** {@return whether the operating system is a Windows; by type, and by name where the type is missing} */
    public boolean isWindows() {
        return os.isWindows();
    }
}
