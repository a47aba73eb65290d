package io.arcconnect;

import io.arcconnect.spi.ExtensionProvisioner;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.HybridConnectivityApi;
import io.arcconnect.spi.LocalDialer;
import io.arcconnect.spi.LocalListener;
import io.arcconnect.spi.RelayCredentialBroker;
import io.arcconnect.spi.RelayDialer;
import io.arcconnect.spi.ResourceManagerApi;
import io.arcconnect.spi.RunCommandApi;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Replaces ports, each with one line. What is not replaced is the library's own. */
public final class PortsSpec {

    @Nullable
    HybridComputeApi hybridCompute;

    @Nullable
    HybridConnectivityApi hybridConnectivity;

    @Nullable
    ResourceManagerApi resourceManager;

    @Nullable
    RunCommandApi runCommands;

    @Nullable
    ExtensionProvisioner provisioner;

    @Nullable
    RelayCredentialBroker broker;

    @Nullable
    RelayDialer dialer;

    @Nullable
    LocalListener listener;

    @Nullable
    LocalDialer localDialer;

    PortsSpec() {}

    PortsSpec(PortsSpec other) {
        this.hybridCompute = other.hybridCompute;
        this.hybridConnectivity = other.hybridConnectivity;
        this.resourceManager = other.resourceManager;
        this.runCommands = other.runCommands;
        this.provisioner = other.provisioner;
        this.broker = other.broker;
        this.dialer = other.dialer;
        this.listener = other.listener;
        this.localDialer = other.localDialer;
    }

    /** Says whether something that acts on behalf of the caller was replaced. */
    boolean replacesIdentity() {
        return hybridCompute != null
                || hybridConnectivity != null
                || resourceManager != null
                || runCommands != null
                || provisioner != null
                || broker != null;
    }

    /**
     * Replaces the calls to {@code Microsoft.HybridCompute}.
     *
     * @param port the replacement
     * @return this
     */
    public PortsSpec hybridCompute(HybridComputeApi port) {
        this.hybridCompute = Objects.requireNonNull(port, "port");
        return this;
    }

    /**
     * Replaces the calls to {@code Microsoft.HybridConnectivity}.
     *
     * @param port the replacement
     * @return this
     */
    public PortsSpec hybridConnectivity(HybridConnectivityApi port) {
        this.hybridConnectivity = Objects.requireNonNull(port, "port");
        return this;
    }

    /**
     * Replaces the calls to Azure Resource Manager itself.
     *
     * @param port the replacement
     * @return this
     */
    public PortsSpec resourceManager(ResourceManagerApi port) {
        this.resourceManager = Objects.requireNonNull(port, "port");
        return this;
    }

    /**
     * Replaces the calls to {@code Microsoft.HybridCompute/machines/runCommands}.
     *
     * @param port the replacement
     * @return this
     */
    public PortsSpec runCommands(RunCommandApi port) {
        this.runCommands = Objects.requireNonNull(port, "port");
        return this;
    }

    /**
     * Replaces the installation of extensions.
     *
     * @param port the replacement
     * @return this
     */
    public PortsSpec extensionProvisioner(ExtensionProvisioner port) {
        this.provisioner = Objects.requireNonNull(port, "port");
        return this;
    }

    /**
     * Replaces the source of relay credentials.
     *
     * @param port the replacement
     * @return this
     */
    public PortsSpec relayCredentialBroker(RelayCredentialBroker port) {
        this.broker = Objects.requireNonNull(port, "port");
        return this;
    }

    /**
     * Replaces the relay connection.
     *
     * @param port the replacement
     * @return this
     */
    public PortsSpec relayDialer(RelayDialer port) {
        this.dialer = Objects.requireNonNull(port, "port");
        return this;
    }

    /**
     * Replaces the binding of local ports.
     *
     * @param port the replacement
     * @return this
     */
    public PortsSpec localListener(LocalListener port) {
        this.listener = Objects.requireNonNull(port, "port");
        return this;
    }

    /**
     * Replaces the way to what this computer reaches.
     *
     * @param port the replacement
     * @return this
     */
    public PortsSpec localDialer(LocalDialer port) {
        this.localDialer = Objects.requireNonNull(port, "port");
        return this;
    }
}
