package io.arcconnect.ssh.internal.session;

import io.arcconnect.model.RelayService;
import io.arcconnect.ssh.RemoteShell;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.ssh.internal.connection.Patience;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a session is opened, and how it is used.
 *
 * @param service what is dialed
 * @param user who logs in; empty when the first identity's certificate says so
 * @param identities in their order
 * @param loginTimeout bounds negotiation and login together
 * @param patience with a silent machine
 * @param shell that commands are written for, where somebody said
 * @param charset of commands' texts
 * @param isOnEventLoop whether the user's code is called on the I/O thread
 */
public record SessionTerms(
        RelayService service,
        Optional<String> user,
        List<SshIdentity> identities,
        Duration loginTimeout,
        Patience patience,
        Optional<RemoteShell> shell,
        Charset charset,
        boolean isOnEventLoop) {}
