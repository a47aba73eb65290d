package io.arcconnect.ssh;

import io.arcconnect.ssh.internal.keys.Fingerprints;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which ssh-agent signs, and with which of its keys. Immutable. The agent keeps the private keys; it may ask its user before
 * it signs, for which {@link Ssh#loginTimeout} must leave time.
 */
public final class SshAgent {

    /** Where OpenSSH for Windows has its agent. */
    private static final String WINDOWS_PIPE = "\\\\.\\pipe\\openssh-ssh-agent";

    private final Optional<Path> address;
    private final Set<String> keys;

    private SshAgent(Optional<Path> address, Set<String> keys) {
        this.address = address;
        this.keys = keys;
    }

    /**
     * The agent of this process: what {@code SSH_AUTH_SOCK} names, or on Windows, where that is not set, the service of
     * OpenSSH. Without either, a login fails with {@code ssh.agent_unavailable} or goes on to the next identity.
     *
     * @return the agent, with all its keys
     */
    public static SshAgent fromEnvironment() {
        return from(System.getenv(), System.getProperty("os.name", ""));
    }

    static SshAgent from(Map<String, String> environment, String system) {
        String named = environment.getOrDefault("SSH_AUTH_SOCK", "");
        String found = named.isBlank() && system.startsWith("Windows") ? WINDOWS_PIPE : named;
        return new SshAgent(found.isBlank() ? Optional.empty() : Optional.of(Path.of(found)), Set.of());
    }

    /**
     * An agent by its address.
     *
     * @param socket a Unix socket, or a Windows named pipe such as {@code \\.\pipe\openssh-ssh-agent}
     * @return the agent, with all its keys
     */
    public static SshAgent at(Path socket) {
        return new SshAgent(Optional.of(socket), Set.of());
    }

    /**
     * Offers only some keys. Servers count each offered key as a try, OpenSSH up to six, so that an agent with many keys
     * needs this.
     *
     * @param first fingerprint as {@code ssh-add -l} prints it, such as {@code SHA256:…}; of a certificate, its key's
     * @param more further fingerprints
     * @return the agent with these keys, still in its own order
     * @throws IllegalArgumentException when one is not {@code SHA256:} and 43 characters
     */
    public SshAgent only(String first, String... more) {
        Set<String> fingerprints =
                Stream.concat(Stream.of(first), Arrays.stream(more)).collect(Collectors.toUnmodifiableSet());
        return new SshAgent(address, Fingerprints.checked(fingerprints));
    }

    /** {@return the socket or the pipe; empty when the environment names none} */
    public Optional<Path> address() {
        return address;
    }

    /**
     * Says whether a key may be offered.
     *
     * @param fingerprint as {@code ssh-keygen -l} prints it
     * @return whether it is among those named, or none are named
     */
    public boolean offers(String fingerprint) {
        return keys.isEmpty() || keys.contains(fingerprint);
    }

    /** {@return whether it is the same agent with the same keys} */
    @Override
    public boolean equals(Object other) {
        return other instanceof SshAgent that && address.equals(that.address) && keys.equals(that.keys);
    }

    @Override
    public int hashCode() {
        return Objects.hash(address, keys);
    }

    /** {@return its address, and the fingerprints if only some keys are offered} */
    @Override
    public String toString() {
        return "SshAgent[" + address.map(Path::toString).orElse("none")
                + (keys.isEmpty() ? "" : ", only " + String.join(",", keys)) + "]";
    }
}
