package io.arcconnect.ssh;

import io.arcconnect.model.RelayService;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an {@link Ssh} was told, with the defaults. Changed only while a copy is made. */
final class SshOptions {

    final Optional<String> user;
    List<SshIdentity> identities = List.of();
    Optional<HostKeys> hostKeys = Optional.empty();
    int port = RelayService.DEFAULT_SSH_PORT;
    Duration loginTimeout = Duration.ofSeconds(30);
    Patience patience = Patience.DEFAULT;
    boolean onEventLoop;
    Optional<RemoteShell> shell = Optional.empty();
    Charset charset = StandardCharsets.UTF_8;

    SshOptions(Optional<String> user) {
        this.user = user;
    }

    SshOptions copy() {
        SshOptions copy = new SshOptions(user);
        copy.identities = identities;
        copy.hostKeys = hostKeys;
        copy.port = port;
        copy.loginTimeout = loginTimeout;
        copy.patience = patience;
        copy.onEventLoop = onEventLoop;
        copy.shell = shell;
        copy.charset = charset;
        return copy;
    }

    /**
     * When a machine that says nothing is given up.
     *
     * @param interval of silence, after which it is asked whether it is there
     * @param misses questions in a row that bring nothing
     */
    record Patience(Duration interval, int misses) {

        /** The relay drops what is silent for about 120 seconds (protocol.md 3.5). */
        static final Patience DEFAULT = new Patience(Duration.ofSeconds(30), 3);

        Patience {
            if (interval.isZero() || interval.isNegative()) {
                throw new IllegalArgumentException("the interval must be more than zero, got " + interval);
            }
            if (misses < 1) {
                throw new IllegalArgumentException("misses must be at least 1, got " + misses);
            }
        }
    }
}
