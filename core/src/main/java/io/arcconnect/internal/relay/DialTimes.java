package io.arcconnect.internal.relay;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How long the last tries to connect through each relay took. */
final class DialTimes {

    /** Fewer say nothing of what is usual. */
    static final int ENOUGH = 10;

    private static final int KEPT = 100;

    /** A relay serves a region or more; nobody is connected through so many. */
    private static final int MOST_RELAYS = 256;

    private static final class Recent {
        private final long[] nanos = new long[KEPT];
        private int count;

        void add(long took) {
            nanos[count % KEPT] = took;
            count = count + 1 == 2 * KEPT ? KEPT : count + 1;
        }

        long[] sorted() {
            long[] known = Arrays.copyOf(nanos, Math.min(count, KEPT));
            Arrays.sort(known);
            return known;
        }
    }

    private final Map<String, Recent> relays = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Recent> eldest) {
            return size() > MOST_RELAYS;
        }
    };

    /** Another try; one that was given up counts with the time until then. */
    void add(String relay, Duration took) {
        synchronized (relays) {
            relays.computeIfAbsent(relay, unknown -> new Recent()).add(took.toNanos());
        }
    }

    /** {@return what so many of a hundred tries do not exceed; empty while too few are known} */
    Optional<Duration> percentile(String relay, int percent) {
        synchronized (relays) {
            long[] known =
                    Optional.ofNullable(relays.get(relay)).map(Recent::sorted).orElseGet(() -> new long[0]);
            return known.length < ENOUGH
                    ? Optional.empty()
                    : Optional.of(Duration.ofNanos(known[(known.length * percent + 99) / 100 - 1]));
        }
    }
}
