package io.arcconnect.ssh;

import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.internal.pool.PoolLimits;
import io.arcconnect.ssh.internal.pool.PooledSessions;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps sessions open between uses, and lets several users share one: a relay connection and a login cost seconds, a channel on
 * an open session a round trip.
 *
 * <pre>{@code
 * SshPool pool = SshPool.of(ssh).maxSessions(2).idle(Duration.ofMinutes(5));
 * machine.use(pool, session -> session.exec("uptime"))
 * }</pre>
 *
 * <p><b>One value is one pool</b>: make it once and keep it. It has sessions of its own for each machine, and for each caller:
 * a view made with {@code ArcConnect.withCredential} never gets another caller's session. They end with the
 * {@code ArcConnect} that opened them. Immutable; each option returns another, empty pool.
 *
 * <p><b>A user gets a session</b> that looks like its own. Closing it closes what was opened through it and gives the
 * rest back; after that it refuses to do anything. A session that is lost is lost for all of its users, and the next one
 * gets a new one.
 *
 * <p><b>Opening</b> takes a session that has room, else opens one, else waits for room. Who shares a session that cannot be opened
 * gets the error as well. <b>Error:</b> those of {@link Ssh}, and {@code ssh.pool_exhausted} when no room came in time.
 */
public final class SshPool implements Protocol<SshSession> {

    private final Protocol<? extends SshSession> ssh;
    private final PoolLimits limits;

    private SshPool(Protocol<? extends SshSession> ssh, PoolLimits limits) {
        this.ssh = ssh;
        this.limits = limits;
    }

    /**
     * Makes a pool: one session for each machine, 8 users a session, closed after a minute without one, and a minute of waiting.
     *
     * @param ssh how sessions are opened, mostly an {@link Ssh}
     * @return the pool
     */
    public static SshPool of(Protocol<? extends SshSession> ssh) {
        return new SshPool(
                Objects.requireNonNull(ssh, "ssh"), new PoolLimits(1, 8, Duration.ofMinutes(1), Duration.ofMinutes(1)));
    }

    /**
     * Sets how many sessions there are at a time on each machine. Default 1. A further one is opened when all are full.
     *
     * @param sessions at least 1
     * @return another pool
     * @throws IllegalArgumentException when less
     */
    public SshPool maxSessions(int sessions) {
        return new SshPool(
                ssh, new PoolLimits(sessions, limits.usersPerSession(), limits.idle(), limits.longestWait()));
    }

    /**
     * Sets how many share a session at a time. Default 8: OpenSSH allows 10 channels with a command, shell or subsystem for each
     * connection ({@code MaxSessions}, sshd_config), and a user mostly has one.
     *
     * @param users at least 1
     * @return another pool
     * @throws IllegalArgumentException when less
     */
    public SshPool usersPerSession(int users) {
        return new SshPool(ssh, new PoolLimits(limits.maxSessions(), users, limits.idle(), limits.longestWait()));
    }

    /**
     * Sets how long a session stays open that nobody uses. Default: a minute.
     *
     * @param unused more than zero
     * @return another pool
     * @throws IllegalArgumentException when not more than zero
     */
    public SshPool idle(Duration unused) {
        return new SshPool(
                ssh, new PoolLimits(limits.maxSessions(), limits.usersPerSession(), unused, limits.longestWait()));
    }

    /**
     * Sets how long an open waits for room before it fails with {@code ssh.pool_exhausted}. Default: a minute. Waiting is first
     * come, first served.
     *
     * @param wait more than zero
     * @return another pool
     * @throws IllegalArgumentException when not more than zero
     */
    public SshPool longestWait(Duration wait) {
        return new SshPool(ssh, new PoolLimits(limits.maxSessions(), limits.usersPerSession(), limits.idle(), wait));
    }

    @Override
    public Mono<SshSession> open(Route route) {
        return Mono.defer(
                () -> route.shared(this, () -> new PooledSessions(ssh, limits)).lease(route));
    }

    /** {@return what the sessions reach} */
    @Override
    public RelayService service() {
        return ssh.service();
    }

    /** {@return what a session of its own finds: a diagnosis takes none from the pool} */
    @Override
    public Flux<DiagnosisStep> diagnose(Route route) {
        return ssh.diagnose(route);
    }

    /** {@return whose sessions, and the limits} */
    @Override
    public String toString() {
        return "SshPool[" + ssh + ", " + limits + "]";
    }
}
