package io.arcconnect.benchmarks.compare;

/** What can pass at all over a long way: a window for each round trip, or what the link carries without any distance. */
final class Optimum {

    /** Of a channel of ours, libraries.md 1. */
    private static final double OUR_WINDOW = 8;

    /** Of a channel of OpenSSH's server, libraries.md 3. */
    private static final double OPENSSH_WINDOW = 2;

    private Optimum() {}

    /** {@return MiB/s} */
    static double of(Result result, String name) {
        double window = result.discipline().isUpload() ? OPENSSH_WINDOW : OUR_WINDOW;
        String jdk = name.substring(Names.anywhere(name).length());
        return Math.min(
                result.wall(Names.NO_DELAY + jdk),
                window * 1000 / result.discipline().roundTrip());
    }
}
