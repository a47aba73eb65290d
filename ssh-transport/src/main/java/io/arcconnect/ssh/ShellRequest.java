package io.arcconnect.ssh;

import io.arcconnect.ssh.internal.shell.ShellSyntax;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@link SshSession#openShell} starts, and in which terminal. {@link Shell} makes these.
 *
 * @param pty the terminal
 * @param environment variables to set; most servers accept only those that their {@code AcceptEnv} names, and say nothing
 *     about the others
 * @param command what to run in the terminal instead of the user's login shell
 */
public record ShellRequest(Pty pty, Map<String, String> environment, Optional<String> command) {

    /** Checks names and copies. */
    public ShellRequest {
        Objects.requireNonNull(pty, "pty");
        environment.keySet().forEach(ShellRequest::checkName);
        environment.values().forEach(ShellSyntax::withoutNul);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        command.ifPresent(text -> {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("a command must not be empty");
            }
            var unused = ShellSyntax.withoutNul(text);
        });
    }

    private static void checkName(String name) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("no name of an environment variable: \"" + name + '"');
        }
    }

    /** {@return the terminal and the names of variables, without values and command, which may be secret} */
    @Override
    public String toString() {
        return "ShellRequest[" + pty.terminal() + ", " + pty.columns() + "x" + pty.rows() + ", environment="
                + environment.keySet() + (command.isPresent() ? ", a command" : "") + "]";
    }
}
