package io.arcconnect.testkit;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineStateBuilder;
import io.arcconnect.testkit.internal.Json;
import io.arcconnect.testkit.internal.MachineSpec;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A machine to emulate. Immutable: every method that sets something returns another value.
 *
 * <p>Unless said otherwise it is connected, in {@code westeurope}, nothing may be reached on it yet, its agent is the
 * emulator's own and listens at once after set-up, and nothing listens on any of its ports.
 */
public final class EmulatedMachine {

    private static final String SUBSCRIPTION = "00000000-0000-0000-0000-00000000a4c0";
    private static final String GROUP = "rg-emulator";

    private final MachineSpec spec;

    private EmulatedMachine(MachineSpec spec) {
        this.spec = spec;
    }

    /**
     * Starts with a Windows machine.
     *
     * @param name its name, unique in the emulator
     * @return the machine
     */
    public static EmulatedMachine windows(String name) {
        return new EmulatedMachine(
                new MachineSpec(MachineId.of(SUBSCRIPTION, GROUP, name), "windows", "Windows Server 2022 Standard"));
    }

    /**
     * Starts with a Linux machine.
     *
     * @param name its name, unique in the emulator
     * @return the machine
     */
    public static EmulatedMachine linux(String name) {
        return new EmulatedMachine(
                new MachineSpec(MachineId.of(SUBSCRIPTION, GROUP, name), "linux", "Debian GNU/Linux 12"));
    }

    /**
     * Sets the resource id, of any type that {@link MachineId} accepts. Default: a {@code Microsoft.HybridCompute/machines}
     * resource in the group {@code rg-emulator}.
     *
     * @param id whose name is the machine's name
     * @return another machine
     */
    public EmulatedMachine id(MachineId id) {
        return with(change -> change.id = Objects.requireNonNull(id, "id"));
    }

    /**
     * Sets the region. Default: {@code westeurope}.
     *
     * @param location such as {@code westeurope}
     * @return another machine
     */
    public EmulatedMachine location(String location) {
        return with(change -> change.location = Objects.requireNonNull(location, "location"));
    }

    /**
     * Sets the status. Default: {@code Connected}. On a machine with another status long-running operations stay queued
     * (protocol.md 1.3).
     *
     * @param status such as {@code Disconnected}
     * @return another machine
     */
    public EmulatedMachine status(String status) {
        return with(change -> change.status = Objects.requireNonNull(status, "status"));
    }

    /**
     * Sets the kind of private cloud. Default: none.
     *
     * @param kind such as {@code HCI}
     * @return another machine
     */
    public EmulatedMachine kind(String kind) {
        return with(change -> change.kind = Objects.requireNonNull(kind, "kind"));
    }

    /**
     * Sets the operating system's name. Default: {@code Windows Server 2022 Standard} or {@code Debian GNU/Linux 12}.
     *
     * @param osName the name
     * @return another machine
     */
    public EmulatedMachine osName(String osName) {
        return with(change -> change.osName = Objects.requireNonNull(osName, "osName"));
    }

    /**
     * Sets the agent's version. Default: {@code 1.60.03293.809}.
     *
     * @param version four numbers with dots
     * @return another machine
     */
    public EmulatedMachine agentVersion(String version) {
        return with(change -> change.agentVersion = Objects.requireNonNull(version, "version"));
    }

    /**
     * Changes anything that Azure Resource Manager shows, after everything that is set here otherwise: tags, private link
     * scope, last status change, the agent's configuration, and so on (protocol.md 1.1). An extension that the agent's
     * configuration blocks ends as {@code Failed}; the real text is not known.
     *
     * @param change such as {@code shown -> shown.tags(Map.of("env", "test"))}
     * @return another machine
     */
    public EmulatedMachine state(Consumer<MachineStateBuilder> change) {
        return with(spec -> spec.shown.add(Objects.requireNonNull(change, "change")));
    }

    /**
     * Lets endpoint and service configuration exist from the start, with port 22, and the agent listen.
     *
     * @return another machine
     */
    public EmulatedMachine enabled() {
        return enabled(22);
    }

    /**
     * As {@link #enabled()}, with another port. What answers there is set by {@link #target} or
     * {@link #ssh(EmbeddedSsh, int)}.
     *
     * @param port 1 to 65535
     * @return another machine
     * @throws IllegalArgumentException when out of range
     */
    public EmulatedMachine enabled(int port) {
        return with(change -> change.enabledPort = port(port));
    }

    /**
     * Sets how long after set-up the agent begins to listen. Until half of it has passed, a dial gets "Endpoint does not
     * exist", then "no listeners" (protocol.md 3.4). Default: zero. No effect on a machine that is {@link #enabled()}.
     *
     * @param delay zero or more
     * @return another machine
     */
    public EmulatedMachine agentDelay(Duration delay) {
        return with(change -> change.agentDelay = Objects.requireNonNull(delay, "delay"));
    }

    /**
     * Sets how many looks at the installation of an extension say that it still runs. Default: 2.
     *
     * @param polls zero or more
     * @return another machine
     */
    public EmulatedMachine extensionTakes(int polls) {
        return with(change -> change.extensionPolls = polls);
    }

    /**
     * Sets how many looks at the removal of an extension say that it still runs. Default: 0, which removes at once with a
     * 200; otherwise the answer is 202 (protocol.md 1.2).
     *
     * @param polls zero or more
     * @return another machine
     */
    public EmulatedMachine extensionRemovalTakes(int polls) {
        return with(change -> change.removalPolls = polls);
    }

    /**
     * Sets how the installation and the removal of an extension are followed. Default: {@link LroStyle#AZURE_ASYNC_OPERATION}.
     *
     * @param style the style
     * @return another machine
     */
    public EmulatedMachine lroStyle(LroStyle style) {
        return with(change -> change.lroStyle = Objects.requireNonNull(style, "style"));
    }

    /**
     * Lets the installation of every extension fail.
     *
     * @param message the agent's message
     * @return another machine
     */
    public EmulatedMachine extensionFails(String message) {
        return with(change -> {
            change.extensionEnd = "Failed";
            change.extensionMessage = Objects.requireNonNull(message, "message");
        });
    }

    /**
     * Lets the installation of every extension be cancelled by somebody.
     *
     * @return another machine
     */
    public EmulatedMachine extensionCanceled() {
        return with(change -> change.extensionEnd = "Canceled");
    }

    /**
     * Lets an extension exist from the start.
     *
     * @param name resource name
     * @param publisher its publisher
     * @param type its type
     * @param version its version
     * @param provisioningState such as {@code Succeeded}, {@code Failed} or {@code Creating}
     * @return another machine
     */
    public EmulatedMachine extension(
            String name, String publisher, String type, String version, String provisioningState) {
        return with(change -> change.extensions.put(
                name,
                Json.object(
                        "publisher", publisher,
                        "type", type,
                        "typeHandlerVersion", version,
                        "autoUpgradeMinorVersion", false,
                        "enableAutomaticUpgrade", true,
                        "settings", Map.of(),
                        "provisioningState", provisioningState)));
    }

    /**
     * Sets how many extensions one page of a list holds. Default: 50.
     *
     * @param size 1 or more
     * @return another machine
     */
    public EmulatedMachine extensionPageSize(int size) {
        return with(change -> change.pageSize = size);
    }

    /**
     * Says what the agent's scripts do: run commands (protocol.md 1.4). The function is called once a script, on a thread
     * that may block. {@link ExecReply#never()} stays {@code Running}; a signal and {@link ExecReply#silent()} end without an
     * exit code. Default: exit code 127.
     *
     * @param script from its text to what it says
     * @return another machine
     */
    public EmulatedMachine onRunCommand(Function<String, ExecReply> script) {
        return with(change -> change.agentScript = Objects.requireNonNull(script, "script"));
    }

    /**
     * Lets something that already listens answer on a port of the machine.
     *
     * @param port on the machine, as the client names it
     * @param address where it really listens
     * @return another machine
     */
    public EmulatedMachine target(int port, InetSocketAddress address) {
        return with(change -> change.targets.put(port(port), Objects.requireNonNull(address, "address")));
    }

    /**
     * Lets an embedded SSH server answer on port 22. It starts and stops with the emulator.
     *
     * @param server the server
     * @return another machine
     */
    public EmulatedMachine ssh(EmbeddedSsh server) {
        return ssh(server, 22);
    }

    /**
     * As {@link #ssh(EmbeddedSsh)}, on another port.
     *
     * @param server the server
     * @param port 1 to 65535
     * @return another machine
     * @throws IllegalArgumentException when out of range
     */
    public EmulatedMachine ssh(EmbeddedSsh server, int port) {
        Objects.requireNonNull(server, "server");
        return with(change -> {
            change.ssh = server;
            change.sshPort = port(port);
        });
    }

    /**
     * Takes the built-in agent away: a listener that is not ours attaches itself to
     * {@link RunningMachine#listenUri()}. The hybrid connection then keeps one name instead of getting a new one with every
     * {@code listCredentials}.
     *
     * @return another machine
     */
    public EmulatedMachine foreignAgent() {
        return with(change -> change.builtInAgent = false);
    }

    /**
     * Sets the agent's switch {@code incomingconnections.enabled}. Default: true. When false, the agent rejects every
     * connection with a 403; the real text is not known (protocol.md 10).
     *
     * @param enabled the switch
     * @return another machine
     */
    public EmulatedMachine incomingConnections(boolean enabled) {
        return with(change -> change.incomingConnections = enabled);
    }

    MachineSpec spec() {
        return spec.copy();
    }

    private static int port(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, got " + port);
        }
        return port;
    }

    private EmulatedMachine with(Consumer<MachineSpec> change) {
        MachineSpec copy = spec.copy();
        change.accept(copy);
        return new EmulatedMachine(copy);
    }
}
