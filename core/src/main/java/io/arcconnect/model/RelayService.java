package io.arcconnect.model;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What is reached on a machine: a service configuration's name and the port the agent dials on the machine's own
 * loopback. One machine has one port per service name at a time (protocol.md 2.1).
 *
 * @param name the service configuration's name, {@code SSH} or {@code WAC}
 * @param port 1 to 65535
 */
public record RelayService(String name, int port) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,62}");

    /** The port of {@link #ssh()}: 22. */
    public static final int DEFAULT_SSH_PORT = 22;

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException when the name is not a letter followed by letters and digits, or the port is out
     *     of range
     */
    public RelayService {
        if (!NAME.matcher(Objects.requireNonNull(name, "name")).matches()) {
            throw new IllegalArgumentException("not a service name: \"" + name + '"');
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, got " + port);
        }
    }

    /** {@return SSH on port 22} */
    public static RelayService ssh() {
        return ssh(DEFAULT_SSH_PORT);
    }

    /**
     * Names the SSH service on a port.
     *
     * @param port where sshd listens on the machine, 1 to 65535
     * @return the service
     * @throws IllegalArgumentException when out of range
     */
    public static RelayService ssh(int port) {
        return new RelayService("SSH", port);
    }

    /** {@return the value of the {@code Microsoft-Guestgateway-Target} header, such as {@code localhost:22}} */
    public String target() {
        return "localhost:" + port;
    }

    /** {@return {@code SSH:22}} */
    @Override
    public String toString() {
        return name + ":" + port;
    }
}
