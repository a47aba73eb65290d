package io.arcconnect;

import com.azure.core.credential.TokenCredential;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.AsyncCloseable;

/**
 * The way to Azure Arc machines. It owns connections, threads and cached credentials, so make one per credential and keep
 * it; everything it created ends with {@link #close()}, which does nothing until it is subscribed to: {@code arc.close().block()}.
 *
 * <pre>{@code
 * ArcConnect arc = ArcConnect.builder()
 *         .credential(credential)
 *         .servicePolicy(ServicePolicy.ENABLE_IF_MISSING)
 *         .build();
 * Mono<String> uptime = arc.machine(resourceId)
 *         .use(ssh, session -> session.exec("uptime"))
 *         .map(ExecResult::orThrow)
 *         .map(ExecResult::stdout);
 * }</pre>
 */
public interface ArcConnect extends AsyncCloseable {

    /**
     * Connects with every default: public Azure, and nothing is ever written to a machine's configuration.
     *
     * @param credential whoever is asking
     * @return an open {@code ArcConnect}
     */
    static ArcConnect create(TokenCredential credential) {
        return builder().credential(credential).build();
    }

    /** {@return a builder with every default} */
    static ArcConnectBuilder builder() {
        return new ArcConnectBuilder();
    }

    /**
     * Names a machine. Nothing is asked.
     *
     * @param id which
     * @return a handle on it
     */
    ArcMachine machine(MachineId id);

    /**
     * Names a machine by its resource id. Nothing is asked.
     *
     * @param resourceId any form that {@link MachineId#parse} reads
     * @return a handle on it
     * @throws IllegalArgumentException when it is malformed
     */
    default ArcMachine machine(String resourceId) {
        return machine(MachineId.parse(resourceId));
    }

    /**
     * Names a machine by its parts. Nothing is asked.
     *
     * @param subscriptionId a GUID
     * @param resourceGroup the resource group
     * @param name the machine
     * @return a handle on it
     * @throws IllegalArgumentException when a part is malformed
     */
    default ArcMachine machine(String subscriptionId, String resourceGroup, String name) {
        return machine(MachineId.of(subscriptionId, resourceGroup, name));
    }
}
