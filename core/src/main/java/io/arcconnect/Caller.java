package io.arcconnect;

import io.arcconnect.internal.relay.RelayDialing;
import io.arcconnect.internal.runcommand.RunCommands;
import io.arcconnect.spi.ExtensionProvisioner;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.HybridConnectivityApi;
import io.arcconnect.spi.RelayCredentialBroker;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.ResourceManagerApi;
import java.util.Optional;

/** Everything that belongs to one caller and must never serve another. */
record Caller(
        HybridComputeApi compute,
        Optional<HybridConnectivityApi> connectivity,
        Optional<ResourceManagerApi> resources,
        Optional<RunCommands> runCommands,
        ExtensionProvisioner provisioner,
        RelayCredentialBroker broker,
        RelayDialing dialing,
        Reporter reporter) {}
