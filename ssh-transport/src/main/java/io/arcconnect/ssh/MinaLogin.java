package io.arcconnect.ssh;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Handover;
import io.arcconnect.spi.PushDuplexStream;
import io.arcconnect.spi.Route;
import java.io.IOException;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** From an open stream to a session that is logged in, or to the reason why not. The stream is closed in every other case. */
final class MinaLogin {

    /** It knows nobody: identities and trust come with each attempt. */
    private static final Object SHARED_CLIENT = MinaClient.class;

    /** MINA wants a port beside the alias; nobody connects to it. */
    private static final int STANDARD_PORT = 22;

    private final Ssh ssh;
    private final Route route;
    private final LoginAttempt attempt;
    private final SessionReport report;

    private MinaLogin(Ssh ssh, Route route, LoginAttempt attempt, SessionReport report) {
        this.ssh = ssh;
        this.route = route;
        this.attempt = attempt;
        this.report = report;
    }

    static Mono<SshSession> over(DuplexStream stream, Ssh ssh, HostKeyCheck check, Route route, SessionReport report) {
        PushDuplexStream push = stream instanceof PushDuplexStream fast ? fast : new PushedStream(stream);
        LoginAttempt attempt = new LoginAttempt(route.machine(), push, new LoginPhase(route.scheduler(), push), check);
        MinaLogin login = new MinaLogin(ssh, route, attempt, report);
        // The worker, because reading key files blocks and MINA loads its providers on first use.
        Mono<SshSession> session = Mono.<SshSession>create(login::start).subscribeOn(route.scheduler());
        return Handover.within(session, ssh.loginTimeout(), login::tooLate, push::abort);
    }

    /** {@return the client that all sessions of the route's owner share. Blocks while it starts, the first time} */
    static MinaClient client(Route route) {
        return route.sharedByAll(SHARED_CLIENT, MinaClient.Shared::new).client();
    }

    private void start(MonoSink<SshSession> sink) {
        try {
            MinaClient client = client(route);
            SshdSocketAddress alias = new SshdSocketAddress(route.machine().key(), STANDARD_PORT);
            client.connect(ssh.user(), alias, attempt).addListener(connected -> {
                if (connected.isConnected()) {
                    authenticate(connected.getClientSession(), sink);
                } else {
                    sink.error(SshFailures.ofLogin(attempt, connected.getException(), ssh));
                }
            });
        } catch (IOException | RuntimeException e) {
            sink.error(e instanceof SshException typed ? typed : SshFailures.ofLogin(attempt, e, ssh));
        }
    }

    private void authenticate(ClientSession session, MonoSink<SshSession> sink) {
        try {
            for (SshIdentity identity : ssh.identities()) {
                add(identity, session);
            }
            session.auth().addListener(auth -> {
                if (auth.isSuccess()) {
                    attempt.phase().loggedIn();
                    report.opened();
                    KeepAlive.watch(session, attempt, ssh.patience());
                    sink.success(new MinaSession(session, attempt, ssh, route, report));
                } else {
                    sink.error(SshFailures.ofLogin(attempt, auth.getException(), ssh));
                    session.close(true);
                }
            });
        } catch (IOException | RuntimeException e) {
            sink.error(e instanceof SshException typed ? typed : SshFailures.ofLogin(attempt, e, ssh));
            session.close(true);
        }
    }

    private void add(SshIdentity identity, ClientSession session) {
        if (identity instanceof SshIdentity.Password password) {
            session.addPasswordIdentity(password.password().reveal());
        } else if (identity instanceof SshIdentity.InMemory memory) {
            session.addPublicKeyIdentity(memory.pair());
        } else if (identity instanceof SshIdentity.KeyFile file) {
            KeyFiles.read(file, route.machine()).forEach(session::addPublicKeyIdentity);
        }
    }

    private SshException tooLate() {
        return new SshException(Failure.of(
                        SshReason.TIMED_OUT,
                        Stage.SESSION,
                        "no login within " + ssh.loginTimeout().toMillis() + " ms")
                .on(route.machine()));
    }
}
