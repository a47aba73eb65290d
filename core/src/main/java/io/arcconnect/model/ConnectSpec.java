package io.arcconnect.model;

import java.util.Objects;

/**
 * How a machine should be reachable: what {@code plan} compares the machine with. Immutable; each method returns a new
 * value.
 *
 * @param service what should be reached on which port
 * @param openSsh whether the extension that installs OpenSSH on Windows may be part of the plan; never on Linux
 * @param entraLogin whether people should log in with Entra ID, which on Linux needs an extension; Windows cannot
 * @param registerProvider whether {@code Microsoft.HybridConnectivity} may be registered in the machine's subscription
 *     where it is not
 */
public record ConnectSpec(RelayService service, OpenSsh openSsh, boolean entraLogin, boolean registerProvider) {

    /** When to install OpenSSH on a Windows machine. */
    public enum OpenSsh {
        /** Unless an SSH server answers, or the Windows is one that brings its own: Server 2025 and later. */
        WHERE_NEEDED,
        /** Wherever the extension is missing. */
        ALWAYS,
        /** Never. */
        NEVER
    }

    /** Checks that all is there. */
    public ConnectSpec {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(openSsh, "openSsh");
    }

    /** {@return SSH on port 22, OpenSSH where it is needed, no Entra login, no registration} */
    public static ConnectSpec ssh() {
        return ssh(RelayService.DEFAULT_SSH_PORT);
    }

    /**
     * As {@link #ssh()}, on another port.
     *
     * @param port where sshd listens on the machine, 1 to 65535
     * @return the spec
     * @throws IllegalArgumentException when out of range
     */
    public static ConnectSpec ssh(int port) {
        return new ConnectSpec(RelayService.ssh(port), OpenSsh.WHERE_NEEDED, false, false);
    }

    /**
     * Says when to install OpenSSH on a Windows machine.
     *
     * @param choice the choice
     * @return a new spec
     */
    public ConnectSpec openSsh(OpenSsh choice) {
        return new ConnectSpec(service, choice, entraLogin, registerProvider);
    }

    /** {@return a new spec that lets people log in with Entra ID} */
    public ConnectSpec withEntraLogin() {
        return new ConnectSpec(service, openSsh, true, registerProvider);
    }

    /** {@return a new spec that registers the resource provider where it is not: a change of the whole subscription} */
    public ConnectSpec registeringProvider() {
        return new ConnectSpec(service, openSsh, entraLogin, true);
    }
}
