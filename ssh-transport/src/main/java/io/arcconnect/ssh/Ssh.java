package io.arcconnect.ssh;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.internal.connection.Patience;
import io.arcconnect.ssh.internal.connection.SshFailures;
import io.arcconnect.ssh.internal.ground.SessionReport;
import io.arcconnect.ssh.internal.hostkeys.HostKeyCheck;
import io.arcconnect.ssh.internal.hostkeys.HostKeyOpening;
import io.arcconnect.ssh.internal.session.MinaLogin;
import io.arcconnect.ssh.internal.session.MinaSession;
import io.arcconnect.ssh.internal.session.SshDiagnosis;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Describes SSH sessions: who logs in, with what, and which machine keys are believed. Immutable; each method returns a
 * new description, and one description serves any number of machines.
 *
 * <pre>{@code
 * Ssh ssh = Ssh.as("azureuser")
 *         .identity(SshIdentity.privateKey(key))
 *         .hostKeys(HostKeys.knownHosts(file));
 * }</pre>
 *
 * <p>Opening fails with an {@link SshException} whose reason is an {@link SshReason}, or with the exceptions of
 * {@code Route.dial}.
 */
public final class Ssh implements Protocol<SshSession> {

    private final SshOptions options;

    private Ssh(SshOptions options) {
        this.options = options;
    }

    private Ssh with(Consumer<SshOptions> change) {
        SshOptions copy = options.copy();
        change.accept(copy);
        return new Ssh(copy);
    }

    /**
     * Starts a description.
     *
     * @param user account on the machine, not empty
     * @return a description without identities and without trusted host keys
     * @throws IllegalArgumentException when empty
     */
    public static Ssh as(String user) {
        if (Objects.requireNonNull(user, "user").isBlank()) {
            throw new IllegalArgumentException("a user name must not be empty");
        }
        return new Ssh(new SshOptions(Optional.of(user)));
    }

    /**
     * Starts a description whose user is the first principal of a certificate, in lower case (protocol.md 6.5). The
     * certificate is the first identity; it is got once in each login. A sign-in that asks a person needs a longer
     * {@link #loginTimeout}, and the server has a limit of its own (OpenSSH: {@code LoginGraceTime}, 120 s), so let the source
     * sign in beforehand.
     *
     * @param source gives the certificate
     * @return a description without trusted host keys
     */
    public static Ssh certified(SshCertificateSource source) {
        return new Ssh(new SshOptions(Optional.empty())).identity(SshIdentity.certificate(source));
    }

    /**
     * Adds an identity, after those there are. They are tried exactly in this order. Without any, opening fails with
     * {@code ssh.identity_not_configured}.
     *
     * @param identity how to log in
     * @return a new description
     */
    public Ssh identity(SshIdentity identity) {
        List<SshIdentity> more =
                Stream.concat(options.identities.stream(), Stream.of(identity)).toList();
        return with(change -> change.identities = more);
    }

    /**
     * Says which machine keys are believed. Without this, opening fails with {@code ssh.host_keys_not_configured}.
     *
     * @param keys the choice
     * @return a new description
     */
    public Ssh hostKeys(HostKeys keys) {
        Optional<HostKeys> chosen = Optional.of(keys);
        return with(change -> change.hostKeys = chosen);
    }

    /**
     * Sets the port of the SSH server on the machine. Default 22.
     *
     * @param newPort 1 to 65535
     * @return a new description
     * @throws IllegalArgumentException when out of range
     */
    public Ssh port(int newPort) {
        int checked = RelayService.ssh(newPort).port();
        return with(change -> change.port = checked);
    }

    /**
     * Bounds negotiation and login together, counted from the open relay connection. Default 30 seconds.
     *
     * @param timeout more than zero
     * @return a new description
     * @throws IllegalArgumentException when not more than zero
     */
    public Ssh loginTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("loginTimeout must be more than zero, got " + timeout);
        }
        return with(change -> change.loginTimeout = timeout);
    }

    /**
     * Sets when a machine that has fallen silent is given up. After an interval without a byte from it, it is asked whether it is
     * there, as every server has to answer (RFC 4254, section 4); any byte is a sign of life. When so many questions in a
     * row have brought nothing, the session is lost: {@code ssh.session_lost}, and {@code ssh.outcome_unknown} for commands.
     * Default: 30 seconds and 3, so that a machine that is gone is known to be after 2 minutes at the latest.
     *
     * @param interval more than zero
     * @param misses at least 1
     * @return a new description
     * @throws IllegalArgumentException when out of range
     */
    public Ssh keepAlive(Duration interval, int misses) {
        Patience patience = new Patience(interval, misses);
        return with(change -> change.patience = patience);
    }

    /**
     * Delivers outputs, ends and stream bytes, and asks inputs for more, on the connection's I/O thread instead of on one
     * that may block. Faster, and
     * a promise: code that blocks there stops every session on that thread.
     *
     * @return a new description
     */
    public Ssh onEventLoop() {
        return with(change -> change.onEventLoop = true);
    }

    /**
     * Says which login shell commands are written for. Default: cmd for a server that calls itself OpenSSH for Windows, a
     * POSIX shell for others; name PowerShell where the machine's {@code DefaultShell} is that.
     *
     * @param login the shell that the server gives commands to
     * @return a new description
     */
    public Ssh shell(RemoteShell login) {
        Optional<RemoteShell> stated = Optional.of(login);
        return with(change -> change.shell = stated);
    }

    /**
     * Says how the machine's commands write and read text, such as {@code IBM850} for an older Windows console. Default UTF-8;
     * {@link Exec#charset} says it for one command.
     *
     * @param texts the charset
     * @return a new description
     */
    public Ssh charset(Charset texts) {
        Objects.requireNonNull(texts, "texts");
        return with(change -> change.charset = texts);
    }

    @Override
    public Mono<SshSession> open(Route route) {
        return Mono.deferContextual(context -> options.hostKeys
                .map(keys -> new HostKeyOpening<>(keys.trust(), route, check -> login(route, check, context))
                        .session()
                        .<SshSession>map(DefaultSshSession::new))
                .orElseGet(() -> Mono.error(new SshException(Failure.of(
                                SshReason.HOST_KEYS_NOT_CONFIGURED,
                                Stage.SESSION,
                                "no host keys are configured, so no machine can be trusted")
                        .on(route.machine())))));
    }

    private Mono<MinaSession> login(Route route, HostKeyCheck check, ContextView context) {
        return dial(route).flatMap(stream -> {
            SessionReport report = new SessionReport(route, options.user, stream.trackingId(), context);
            return MinaLogin.over(stream, options.terms(), check, route, report)
                    .doOnError(ArcConnectException.class, report::failed);
        });
    }

    /** Nobody is dialled in vain. */
    private Mono<DuplexStream> dial(Route route) {
        return options.identities.isEmpty()
                ? Mono.error(() -> new SshException(SshFailures.noIdentity().on(route.machine())))
                : route.dial(service());
    }

    /** {@return SSH on the port of this description} */
    @Override
    public RelayService service() {
        return RelayService.ssh(options.port);
    }

    /**
     * Looks at what the server offers, whether its host key is believed, and whether the login works. Logs in and opens
     * nothing; a host key that {@link HostKeys#acceptNew} would add is not added.
     *
     * @param route the way to the machine
     * @return {@code ssh.algorithms}, {@code ssh.host_key}, {@code ssh.authentication}
     */
    @Override
    public Flux<DiagnosisStep> diagnose(Route route) {
        return Flux.defer(
                () -> new SshDiagnosis(options.terms(), options.hostKeys.map(HostKeys::trust), route).steps());
    }

    /** {@return user and port} */
    @Override
    public String toString() {
        return "Ssh[" + options.user.orElse("user of a certificate") + ", port " + options.port + "]";
    }
}
