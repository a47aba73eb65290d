package io.arcconnect.ssh.internal.session;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Handover;
import io.arcconnect.spi.PushDuplexStream;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.channel.MinaForwarded;
import io.arcconnect.ssh.internal.connection.KeepAlive;
import io.arcconnect.ssh.internal.connection.LoginAttempt;
import io.arcconnect.ssh.internal.connection.LoginPhase;
import io.arcconnect.ssh.internal.connection.MinaClient;
import io.arcconnect.ssh.internal.connection.MinaUserAuth;
import io.arcconnect.ssh.internal.connection.PushedStream;
import io.arcconnect.ssh.internal.connection.SshFailures;
import io.arcconnect.ssh.internal.ground.SessionReport;
import io.arcconnect.ssh.internal.hostkeys.HostKeyCheck;
import io.arcconnect.ssh.internal.login.AuthDialog;
import io.arcconnect.ssh.internal.login.Authentication;
import io.arcconnect.ssh.internal.login.Candidates;
import io.arcconnect.ssh.internal.login.LoginTries;
import java.io.IOException;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** From an open stream to a session that is logged in, or to the reason why not. The stream is closed in every other case. */
public final class MinaLogin {

    /** It knows nobody: identities and trust come with each attempt. */
    private static final Object SHARED_CLIENT = MinaClient.class;

    /** MINA wants a port beside the alias; nobody connects to it. */
    private static final int STANDARD_PORT = 22;

    /** MINA wants a user to connect, and a certificate names one later. */
    private static final String NOBODY_YET = "-";

    /** How OpenSSH's port to Windows identifies itself, such as {@code OpenSSH_for_Windows_9.5}. */
    private static final String WINDOWS = "for_Windows";

    private final SessionTerms terms;
    private final Route route;
    private final LoginAttempt attempt;
    private final SessionReport report;
    private final LoginTries tries = new LoginTries();

    private MinaLogin(SessionTerms terms, Route route, LoginAttempt attempt, SessionReport report) {
        this.terms = terms;
        this.route = route;
        this.attempt = attempt;
        this.report = report;
    }

    public static Mono<MinaSession> over(
            DuplexStream stream, SessionTerms terms, HostKeyCheck check, Route route, SessionReport report) {
        PushDuplexStream push = stream instanceof PushDuplexStream fast ? fast : new PushedStream(stream);
        LoginAttempt attempt = new LoginAttempt(route.machine(), push, new LoginPhase(route.scheduler(), push), check);
        MinaLogin login = new MinaLogin(terms, route, attempt, report);
        // The worker, because reading key files blocks and MINA loads its providers on first use.
        Mono<MinaSession> session = Mono.<ClientSession>create(login::connect)
                .subscribeOn(route.scheduler())
                .flatMap(login::authenticate);
        return Handover.within(session, terms.loginTimeout(), login::tooLate, push::abort);
    }

    /** {@return the client that all sessions of the route's owner share. Blocks while it starts, the first time} */
    public static MinaClient client(Route route) {
        return route.sharedByAll(SHARED_CLIENT, () -> new MinaClient.Shared(MinaForwarded.factories()))
                .client();
    }

    private void connect(MonoSink<ClientSession> sink) {
        try {
            MinaClient client = client(route);
            SshdSocketAddress alias = new SshdSocketAddress(route.machine().key(), STANDARD_PORT);
            client.connect(terms.user().orElse(NOBODY_YET), alias, attempt).addListener(connected -> {
                if (connected.isConnected()) {
                    sink.success(connected.getClientSession());
                } else {
                    sink.error(broken(connected.getException()));
                }
            });
        } catch (IOException | RuntimeException e) {
            sink.error(broken(e));
        }
    }

    private Mono<MinaSession> authenticate(ClientSession session) {
        MinaUserAuth service = session.getService(MinaUserAuth.class);
        Mono<MinaSession> login = service.ready(route.scheduler())
                .then(Mono.defer(() -> logIn(session, service.dialog(route.scheduler()))))
                .map(user -> loggedIn(session));
        return Mono.firstWithSignal(
                        login.onErrorMap(error -> !isExplained(error), this::broken),
                        service.<MinaSession>failure().onErrorMap(this::broken))
                .doOnError(error -> session.close(true));
    }

    private Mono<String> logIn(ClientSession session, AuthDialog dialog) {
        boolean isWindows = session.getServerVersion().contains(WINDOWS);
        Candidates candidates = new Candidates(route.machine(), route.scheduler(), isWindows);
        return candidates.userOf(terms.user(), terms.identities()).flatMap(named -> {
            session.setUsername(named.user());
            report.user(named.user());
            return new Authentication(dialog, named.user(), named.identities(), candidates, tries)
                    .login()
                    .flatMap(isIn -> isIn
                            ? Mono.just(named.user())
                            : Mono.error(
                                    SshFailures.refused(attempt, terms.identities(), named.user(), tries, isWindows)));
        });
    }

    private MinaSession loggedIn(ClientSession session) {
        attempt.phase().loggedIn();
        report.opened();
        KeepAlive.watch(session, attempt, terms.patience());
        return new MinaSession(session, attempt, terms, route, report);
    }

    private boolean isExplained(Throwable error) {
        return error instanceof ArcConnectException && attempt.loss().isEmpty();
    }

    private Throwable broken(Throwable error) {
        return SshFailures.ofLogin(attempt, error, report.user().orElse("somebody"), tries);
    }

    private SshException tooLate() {
        return new SshException(Failure.of(
                        SshReason.TIMED_OUT,
                        Stage.SESSION,
                        "no login within " + terms.loginTimeout().toMillis() + " ms")
                .on(route.machine())
                .with("tried", tries));
    }
}
