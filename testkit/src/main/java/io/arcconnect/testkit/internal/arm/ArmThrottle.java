package io.arcconnect.testkit.internal.arm;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Counts writes per caller and subscription in token buckets, in real time. */
public final class ArmThrottle {

    private final int burst;
    private final double perSecond;
    private final Map<String, Bucket> buckets = new HashMap<>();

    /**
     * Makes full buckets.
     *
     * @param burst at once
     * @param perSecond in the long run
     */
    public ArmThrottle(int burst, double perSecond) {
        this.burst = burst;
        this.perSecond = perSecond;
    }

    synchronized boolean refuses(ArmRequest request, String caller) {
        String[] path = request.path().split("/", 4);
        if (request.method().equals("GET") || path.length < 3 || !path[1].equalsIgnoreCase("subscriptions")) {
            return false;
        }
        return !buckets.computeIfAbsent(caller + " " + path[2].toLowerCase(Locale.ROOT), key -> new Bucket())
                .take(System.nanoTime());
    }

    private final class Bucket {

        private double tokens = burst;
        private long filledAt = System.nanoTime();

        boolean take(long now) {
            tokens = Math.min(burst, tokens + (now - filledAt) / 1e9 * perSecond);
            filledAt = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
