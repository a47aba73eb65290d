package io.arcconnect.ssh;

import io.arcconnect.model.RelayService;
import io.arcconnect.ssh.internal.connection.Patience;
import io.arcconnect.ssh.internal.session.SessionTerms;
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

    SessionTerms terms() {
        return new SessionTerms(
                RelayService.ssh(port), user, identities, loginTimeout, patience, shell, charset, onEventLoop);
    }
}
