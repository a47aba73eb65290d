package io.arcconnect.testkit.internal;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Makes up ids. Not from the secure source, which may block where ids are needed: on an event loop. */
public final class Ids {

    private Ids() {}

    /** {@return an id that was not there before} */
    public static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
