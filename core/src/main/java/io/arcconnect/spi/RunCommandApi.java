package io.arcconnect.spi;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.RunCommandState;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * The calls of {@code Microsoft.HybridCompute/machines/runCommands} (protocol.md 1.4). No logic beyond following the service's
 * own long-running operation.
 */
public interface RunCommandApi {

    /**
     * {@code PUT runCommands/{name}}, which runs the script, and look at it until the service says that it has ended.
     *
     * <p><b>Error:</b> {@code ControlPlaneException}; where looking failed after the service had accepted the script, with the
     * fact {@code accepted}. <b>Cancel</b> stops looking; the script goes on. There is no deadline here.
     *
     * @param machine which
     * @param name letters, digits, {@code -}, {@code _} and {@code .}
     * @param location the machine's own region
     * @param script what to run
     * @param timeout how long it may run on the machine
     * @return how it ended, well or not
     */
    Mono<RunCommandState> putRunCommand(
            MachineId machine, String name, String location, String script, Duration timeout);

    /**
     * {@code DELETE runCommands/{name}}, which also stops a script that runs. Deleting what is not there is no error.
     *
     * @param machine which
     * @param name of the run command
     * @return completes when the service has accepted it
     */
    Mono<Void> deleteRunCommand(MachineId machine, String name);
}
