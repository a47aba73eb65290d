package io.arcconnect;

import java.time.Duration;

/** Sets how long things may take. Every duration is more than zero; what is not set keeps its default. */
public final class TimingSpec {

    private static final Duration SHORTEST_LIFETIME = Duration.ofMinutes(10);
    private static final Duration LONGEST_LIFETIME = Duration.ofHours(3);

    Duration pollInterval = Duration.ofSeconds(10);
    Duration provisioningDeadline = Duration.ofMinutes(15);
    Duration credentialLifetime = Duration.ofHours(1);
    Duration dialAttemptTimeout = Duration.ofSeconds(30);
    Duration newSetupBudget = Duration.ofSeconds(150);
    Duration dialBudget = Duration.ofSeconds(60);

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

    private static Duration positive(Duration duration, String name) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be more than zero, got " + duration);
        }
        return duration;
    }
}
