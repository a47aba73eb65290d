package io.arcconnect.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers a {@link MachineState}. Dies at {@link #build()}. */
public final class MachineStateBuilder {

    private final MachineId id;
    private String location = "";
    private String status = "";
    private OperatingSystem os = OperatingSystem.UNKNOWN;
    private @Nullable String agentVersion;
    private AgentConfiguration agentConfiguration = AgentConfiguration.UNKNOWN;
    private MachineState.@Nullable ServiceStatus extensionService;
    private @Nullable String kind;
    private MachineState.@Nullable Identity identity;
    private @Nullable String privateLinkScope;
    private Map<String, String> tags = Map.of();
    private @Nullable String provisioningState;
    private @Nullable Instant lastStatusChange;
    private List<String> errors = List.of();

    MachineStateBuilder(MachineId id) {
        this.id = Objects.requireNonNull(id, "id");
    }

    MachineStateBuilder(MachineState state) {
        this.id = state.id();
        this.location = state.location();
        this.status = state.status();
        this.os = state.os();
        this.agentVersion = state.agentVersion().orElse(null);
        this.agentConfiguration = state.agentConfiguration();
        this.extensionService = state.extensionService().orElse(null);
        this.kind = state.kind().orElse(null);
        this.identity = state.identity().orElse(null);
        this.privateLinkScope = state.privateLinkScope().orElse(null);
        this.tags = state.tags();
        this.provisioningState = state.provisioningState().orElse(null);
        this.lastStatusChange = state.lastStatusChange().orElse(null);
        this.errors = state.errors();
    }

    /**
     * Sets the region.
     *
     * @param newLocation such as {@code westeurope}
     * @return this
     */
    public MachineStateBuilder location(String newLocation) {
        this.location = newLocation;
        return this;
    }

    /**
     * Sets the status.
     *
     * @param newStatus such as {@code Connected}
     * @return this
     */
    public MachineStateBuilder status(String newStatus) {
        this.status = newStatus;
        return this;
    }

    /**
     * Sets the operating system.
     *
     * @param newOs the operating system
     * @return this
     */
    public MachineStateBuilder os(OperatingSystem newOs) {
        this.os = newOs;
        return this;
    }

    /**
     * Sets type and name of the operating system.
     *
     * @param type {@code windows} or {@code linux}
     * @param name such as {@code Debian GNU/Linux 12}
     * @return this
     */
    public MachineStateBuilder os(String type, String name) {
        return os(new OperatingSystem(type, name, Optional.empty(), Optional.empty()));
    }

    /**
     * Sets the agent's version.
     *
     * @param version four numbers with dots, or {@code null}
     * @return this
     */
    public MachineStateBuilder agentVersion(@Nullable String version) {
        this.agentVersion = version;
        return this;
    }

    /**
     * Sets what the agent may do.
     *
     * @param configuration as reported
     * @return this
     */
    public MachineStateBuilder agentConfiguration(AgentConfiguration configuration) {
        this.agentConfiguration = configuration;
        return this;
    }

    /**
     * Sets the state of the service that installs extensions.
     *
     * @param service as reported, or {@code null}
     * @return this
     */
    public MachineStateBuilder extensionService(MachineState.@Nullable ServiceStatus service) {
        this.extensionService = service;
        return this;
    }

    /**
     * Sets the kind of private cloud.
     *
     * @param newKind such as {@code HCI}, or {@code null}
     * @return this
     */
    public MachineStateBuilder kind(@Nullable String newKind) {
        this.kind = newKind;
        return this;
    }

    /**
     * Sets the machine's own identity.
     *
     * @param newIdentity the identity, or {@code null}
     * @return this
     */
    public MachineStateBuilder identity(MachineState.@Nullable Identity newIdentity) {
        this.identity = newIdentity;
        return this;
    }

    /**
     * Sets the private link scope.
     *
     * @param resourceId its id, or {@code null}
     * @return this
     */
    public MachineStateBuilder privateLinkScope(@Nullable String resourceId) {
        this.privateLinkScope = resourceId;
        return this;
    }

    /**
     * Sets the tags.
     *
     * @param newTags values by name
     * @return this
     */
    public MachineStateBuilder tags(Map<String, String> newTags) {
        this.tags = newTags;
        return this;
    }

    /**
     * Sets the state of the machine resource.
     *
     * @param state such as {@code Succeeded}, or {@code null}
     * @return this
     */
    public MachineStateBuilder provisioningState(@Nullable String state) {
        this.provisioningState = state;
        return this;
    }

    /**
     * Sets when the status last changed.
     *
     * @param change when, or {@code null}
     * @return this
     */
    public MachineStateBuilder lastStatusChange(@Nullable Instant change) {
        this.lastStatusChange = change;
        return this;
    }

    /**
     * Sets what the agent reported as wrong with itself.
     *
     * @param newErrors messages
     * @return this
     */
    public MachineStateBuilder errors(List<String> newErrors) {
        this.errors = newErrors;
        return this;
    }

    /** {@return the state} */
    public MachineState build() {
        return new MachineState(
                id,
                location,
                status,
                os,
                Optional.ofNullable(agentVersion),
                agentConfiguration,
                Optional.ofNullable(extensionService),
                Optional.ofNullable(kind),
                Optional.ofNullable(identity),
                Optional.ofNullable(privateLinkScope),
                tags,
                Optional.ofNullable(provisioningState),
                Optional.ofNullable(lastStatusChange),
                errors);
    }
}
