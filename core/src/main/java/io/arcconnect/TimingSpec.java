package io.arcconnect;

import io.arcconnect.internal.relay.DialHedge;
import java.time.Duration;
import java.util.Optional;

/** Sets how long things may take. Every duration is more than zero; what is not set keeps its default. */
public final class TimingSpec {

    private static final Duration SHORTEST_LIFETIME = Duration.ofMinutes(10);
    private static final Duration LONGEST_LIFETIME = Duration.ofHours(3);
    private static final int LEAST_HEDGED = 50;
    private static final int MOST_HEDGED = 99;

    Duration pollInterval = Duration.ofSeconds(10);
    Duration provisioningDeadline = Duration.ofMinutes(15);
    Duration credentialLifetime = Duration.ofHours(1);
    Duration dialAttemptTimeout = Duration.ofSeconds(30);
    Duration newSetupBudget = Duration.ofSeconds(150);
    Duration dialBudget = Duration.ofSeconds(60);
    Optional<HedgeTerms> hedge = Optional.empty();

    /** What a dial's second try waits for. */
    record HedgeTerms(int percent, Duration floor) {
        DialHedge hedge() {
            return new DialHedge(percent, floor);
        }
    }

    TimingSpec() {}

    /**
     * Sets how often a long-running operation is looked at when the service does not say. Default: 10 seconds.
     *
     * @param interval more than zero
     * @return this
     */
    public TimingSpec pollInterval(Duration interval) {
        this.pollInterval = positive(interval, "pollInterval");
        return this;
    }

    /**
     * Sets how long {@code provision} waits before it fails with {@code provisioning.pending}. Default: 15 minutes.
     *
     * @param deadline more than zero
     * @return this
     */
    public TimingSpec provisioningDeadline(Duration deadline) {
        this.provisioningDeadline = positive(deadline, "provisioningDeadline");
        return this;
    }

    /**
     * Sets how long relay credentials are asked to live. Default: 1 hour.
     *
     * @param lifetime 10 minutes to 3 hours, the service's own bounds (protocol.md 2.1)
     * @return this
     * @throws IllegalArgumentException when out of range
     */
    public TimingSpec credentialLifetime(Duration lifetime) {
        if (lifetime.compareTo(SHORTEST_LIFETIME) < 0 || lifetime.compareTo(LONGEST_LIFETIME) > 0) {
            throw new IllegalArgumentException("credentialLifetime must be 10 minutes to 3 hours, got " + lifetime);
        }
        this.credentialLifetime = lifetime;
        return this;
    }

    /**
     * Sets how long one try of a dial may take. Default: 30 seconds, as long as an agent may take to answer (protocol.md
     * 3.2).
     *
     * @param timeout more than zero
     * @return this
     */
    public TimingSpec dialAttemptTimeout(Duration timeout) {
        this.dialAttemptTimeout = positive(timeout, "dialAttemptTimeout");
        return this;
    }

    /**
     * Sets how long a dial waits for an agent that does not listen (yet).
     *
     * @param newSetup after a service was set up; default 150 seconds
     * @param otherwise in every other case; default 60 seconds
     * @return this
     */
    public TimingSpec dialBudget(Duration newSetup, Duration otherwise) {
        this.newSetupBudget = positive(newSetup, "newSetup");
        this.dialBudget = positive(otherwise, "otherwise");
        return this;
    }

    /**
     * Lets a dial that takes longer than most have a second try beside the first; the first that opens is used, and the other
     * is cancelled. Not done unless it is said here. What is usual is learnt from the last 100 tries through the same relay, of
     * all callers; before there are 10 nothing is begun twice, and a first try that fails has no second one beside it. However
     * many are late together, no more have a second than twice those that may be, and 10 at once.
     *
     * <p>A cancelled try may have reached the machine's server, which then logs a connection that said nothing. It has no part
     * in {@link io.arcconnect.model.ConnectionLimits}, where each dial counts once.
     *
     * @param percent of those tries that a dial must have taken longer than, 50 to 99; about 1 of 20 dials has a second try
     *     with 95
     * @param floor before which no second try begins, however fast dials are; more than zero
     * @return this
     * @throws IllegalArgumentException when out of range
     */
    public TimingSpec hedgeDials(int percent, Duration floor) {
        if (percent < LEAST_HEDGED || percent > MOST_HEDGED) {
            throw new IllegalArgumentException("percent must be 50 to 99, got " + percent);
        }
        this.hedge = Optional.of(new HedgeTerms(percent, positive(floor, "floor")));
        return this;
    }

    private static Duration positive(Duration duration, String name) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be more than zero, got " + duration);
        }
        return duration;
    }
}
