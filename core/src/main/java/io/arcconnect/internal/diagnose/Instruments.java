package io.arcconnect.internal.diagnose;

import io.arcconnect.internal.net.NetworkProbe;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.NetworkPath;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.HybridConnectivityApi;
import io.arcconnect.spi.ResourceManagerApi;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * What a diagnosis looks through.
 *
 * @param resources reads the registration; empty where calls to Azure Resource Manager are replaced
 * @param compute reads the machine
 * @param connectivity reads the endpoint and the service configuration; empty where there is nothing to read them with
 * @param listing gets credentials, and never writes
 * @param dial opens a stream with these credentials and no others, waiting for the agent within its own budget
 * @param dialLimit longer than that budget
 * @param network looks at the way to the relay; empty where the dialer is replaced
 * @param armPath how calls to Azure Resource Manager leave this computer
 * @param relayPath how connections to a relay leave it
 * @param clock says how old things are
 */
public record Instruments(
        Optional<ResourceManagerApi> resources,
        HybridComputeApi compute,
        Optional<HybridConnectivityApi> connectivity,
        Listing listing,
        Dial dial,
        Duration dialLimit,
        Optional<NetworkProbe> network,
        NetworkPath armPath,
        Function<String, NetworkPath> relayPath,
        Clock clock) {

    /** Gets credentials. */
    @FunctionalInterface
    public interface Listing {

        /**
         * Lists credentials.
         *
         * @param machine whose
         * @param service for what
         * @return fresh ones where possible
         */
        Mono<RelayCredentials> list(MachineId machine, RelayService service);
    }

    /** Opens a stream. */
    @FunctionalInterface
    public interface Dial {

        /**
         * Dials with the credentials given, patiently.
         *
         * @param credentials used as one unit
         * @param service to what
         * @return the open stream
         */
        Mono<DuplexStream> dial(RelayCredentials credentials, RelayService service);
    }
}
