package io.arcconnect.ssh;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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

    private static final Duration DEFAULT_LOGIN_TIMEOUT = Duration.ofSeconds(30);

    private final String user;
    private final List<SshIdentity> identities;
    private final Optional<HostKeys> hostKeys;
    private final int port;
    private final Duration loginTimeout;
    private final boolean onEventLoop;

    private Ssh(
            String user,
            List<SshIdentity> identities,
            Optional<HostKeys> hostKeys,
            int port,
            Duration loginTimeout,
            boolean onEventLoop) {
        this.user = user;
        this.identities = identities;
        this.hostKeys = hostKeys;
        this.port = port;
        this.loginTimeout = loginTimeout;
        this.onEventLoop = onEventLoop;
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
        return new Ssh(user, List.of(), Optional.empty(), RelayService.DEFAULT_SSH_PORT, DEFAULT_LOGIN_TIMEOUT, false);
    }

    /**
     * Adds an identity, after those there are.
     *
     * @param identity how to log in
     * @return a new description
     */
    public Ssh identity(SshIdentity identity) {
        List<SshIdentity> more =
                Stream.concat(identities.stream(), Stream.of(identity)).toList();
        return new Ssh(user, more, hostKeys, port, loginTimeout, onEventLoop);
    }

    /**
     * Says which machine keys are believed. Without this, opening fails with {@code ssh.host_keys_not_configured}.
     *
     * @param keys the choice
     * @return a new description
     */
    public Ssh hostKeys(HostKeys keys) {
        return new Ssh(user, identities, Optional.of(keys), port, loginTimeout, onEventLoop);
    }

    /**
     * Sets the port of the SSH server on the machine. Default 22.
     *
     * @param newPort 1 to 65535
     * @return a new description
     * @throws IllegalArgumentException when out of range
     */
    public Ssh port(int newPort) {
        return new Ssh(user, identities, hostKeys, RelayService.ssh(newPort).port(), loginTimeout, onEventLoop);
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
        return new Ssh(user, identities, hostKeys, port, timeout, onEventLoop);
    }

    /**
     * Delivers outputs, ends and stream bytes, and asks inputs for more, on the connection's I/O thread instead of on one
     * that may block. Faster, and
     * a promise: code that blocks there stops every session on that thread.
     *
     * @return a new description
     */
    public Ssh onEventLoop() {
        return new Ssh(user, identities, hostKeys, port, loginTimeout, true);
    }

    @Override
    public Mono<SshSession> open(Route route) {
        return Mono.deferContextual(context -> hostKeys.map(keys -> route.dial(service())
                        .flatMap(stream -> {
                            SessionReport report = new SessionReport(route, user, stream.trackingId(), context);
                            return MinaLogin.over(stream, this, keys.check(), route, report)
                                    .doOnError(ArcConnectException.class, report::failed);
                        }))
                .orElseGet(() -> Mono.error(new SshException(Failure.of(
                                SshReason.HOST_KEYS_NOT_CONFIGURED,
                                Stage.SESSION,
                                "no host keys are configured, so no machine can be trusted")
                        .on(route.machine())))));
    }

    /** {@return SSH on the port of this description} */
    @Override
    public RelayService service() {
        return RelayService.ssh(port);
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
        return Flux.defer(() -> new SshDiagnosis(this, hostKeys.map(HostKeys::check), route).steps());
    }

    String user() {
        return user;
    }

    List<SshIdentity> identities() {
        return identities;
    }

    Duration loginTimeout() {
        return loginTimeout;
    }

    boolean isOnEventLoop() {
        return onEventLoop;
    }

    /** {@return user and port} */
    @Override
    public String toString() {
        return "Ssh[" + user + ", port " + port + "]";
    }
}
