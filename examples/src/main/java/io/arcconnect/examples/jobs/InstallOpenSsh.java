package io.arcconnect.examples.jobs;

import io.arcconnect.ArcMachine;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ProvisionOutcome;
import reactor.core.publisher.Mono;

/** Installs the OpenSSH server on a Windows machine, and nothing else. */
public final class InstallOpenSsh {

    private InstallOpenSsh() {}

    /**
     * Installs it where it is missing, and waits.
     *
     * @param machine a Windows machine
     * @return what was done and how the extension is now
     */
    public static Mono<ProvisionOutcome> on(ArcMachine machine) {
        return machine.provision(ExtensionSpec.openSshForWindows());
    }
}
