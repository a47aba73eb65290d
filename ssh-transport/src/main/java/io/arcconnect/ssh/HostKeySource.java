package io.arcconnect.ssh;

import io.arcconnect.spi.Route;
import io.arcconnect.ssh.internal.hostkeys.RunCommandHostKeys;
import reactor.core.publisher.Flux;

/** Knows machines' host keys from elsewhere than the connection that is to be authenticated. */
@FunctionalInterface
public interface HostKeySource {

    /**
     * Asks the machine itself, by way of Azure: its agent runs a script that prints the public host keys, and the answer comes
     * through Azure Resource Manager, which nobody between here and the machine can change. <b>This runs a script as root or
     * SYSTEM</b>, once for each opening that asks, and takes it away again; it takes seconds to minutes. Needs an agent of 1.33
     * or newer, and the role Azure Connected Machine Resource Administrator or another with
     * {@code Microsoft.HybridCompute/machines/runCommands/write}. Keep a known-hosts file with it:
     * {@link HostKeys#firstContact}.
     *
     * @return the source; it fails with {@code arm.forbidden}, {@code run_command.blocked}, {@code run_command.pending} or
     *     {@code run_command.failed}, and with {@code ssh.host_key_unknown} when the answer is not what the script prints
     */
    static HostKeySource runCommand() {
        return new RunCommandHostKeys();
    }

    /**
     * Finds a machine's keys. Called on a library thread that may block, before anything is dialled.
     *
     * @param route to the machine, as the caller may go it
     * @return all its keys; none means that it is not known here, an error is the opening's own
     */
    Flux<HostKey> hostKeys(Route route);
}
