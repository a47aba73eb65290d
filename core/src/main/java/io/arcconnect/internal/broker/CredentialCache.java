package io.arcconnect.internal.broker;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Issued credentials, until a margin before they expire: 5 minutes, or a fifth of their life where that is shorter. Holds
 * as many as the largest fleet in mind; the longest unused goes first.
 */
final class CredentialCache {

    /** Who and what credentials are for. */
    record Key(MachineId machine, RelayService service) {}

    private record Entry(RelayCredentials credentials, Instant usableUntil) {}

    private static final Duration MARGIN = Duration.ofMinutes(5);
    private static final int MARGIN_SHARE = 5;
    private static final Duration SWEEPS = Duration.ofMinutes(1);

    private final Clock clock;
    private final int capacity;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private Instant nextSweep = Instant.MIN;
    private int generation;

    CredentialCache(Clock clock, int capacity) {
        this.clock = clock;
        this.capacity = capacity;
    }

    synchronized Optional<RelayCredentials> get(Key key) {
        Instant now = clock.instant();
        sweep(now);
        Entry entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (!entry.usableUntil().isAfter(now)) {
            entries.remove(key);
            return Optional.empty();
        }
        return Optional.of(entry.credentials());
    }

    /** Lets go of secrets that nobody can use any more, now and then: a look at all of them at each call would cost. */
    private void sweep(Instant now) {
        if (!now.isBefore(nextSweep)) {
            entries.values().removeIf(entry -> !entry.usableUntil().isAfter(now));
            nextSweep = now.plus(SWEEPS);
        }
    }

    /** {@return how many are held, usable or not} */
    synchronized int size() {
        return entries.size();
    }

    /** {@return what {@link #put} wants, so that credentials asked for before a {@link #clear} are not kept after it} */
    synchronized int generation() {
        return generation;
    }

    synchronized void put(Key key, RelayCredentials credentials, int asOf) {
        Instant now = clock.instant();
        Duration share = Duration.between(now, credentials.expiresOn()).dividedBy(MARGIN_SHARE);
        Instant usableUntil = credentials.expiresOn().minus(share.compareTo(MARGIN) < 0 ? share : MARGIN);
        if (asOf != generation || !usableUntil.isAfter(now)) {
            return;
        }
        sweep(now);
        entries.put(key, new Entry(credentials, usableUntil));
        if (entries.size() > capacity) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    synchronized void remove(Key key, RelayCredentials credentials) {
        Entry entry = entries.get(key);
        if (entry != null && entry.credentials().equals(credentials)) {
            entries.remove(key);
        }
    }

    /** Drops what was issued for other ports of a service: a machine has one port per service. */
    synchronized void removeOtherPorts(Key key) {
        entries.keySet()
                .removeIf(other -> other.machine().equals(key.machine())
                        && other.service().name().equalsIgnoreCase(key.service().name())
                        && other.service().port() != key.service().port());
    }

    synchronized void removeMachine(MachineId machine) {
        entries.keySet().removeIf(key -> key.machine().equals(machine));
    }

    synchronized void clear() {
        entries.clear();
        generation++;
    }
}
