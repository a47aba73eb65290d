package io.arcconnect.benchmarks.compare;

import java.util.regex.Pattern;

/** What contestants are called where more than one place must know. */
final class Names {

    static final String SSH = "ssh, direct";
    static final String PROXIED = "ssh + ProxyCommand, relay";
    static final String ARC = "ArcConnect, relay";
    static final String EVENT_LOOP = ARC + ", onEventLoop";
    static final String FORK = "fork and exec of the shell, no SSH";
    static final String NO_DELAY = "ArcConnect, relay, no delay";

    private static final Pattern ON_A_JDK = Pattern.compile(", JDK [0-9?]+$");

    private Names() {}

    static String far(String name, int roundTrip) {
        return name + ", " + roundTrip + " ms";
    }

    /** {@return the name of the same contestant, whatever it runs on} */
    static String anywhere(String name) {
        return ON_A_JDK.matcher(name).replaceFirst("");
    }

    static boolean isOurs(String name) {
        return name.startsWith("ArcConnect") || name.startsWith("./arcconnect");
    }
}
