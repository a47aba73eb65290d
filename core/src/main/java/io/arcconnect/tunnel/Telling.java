package io.arcconnect.tunnel;

import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.Schedulers;

/** Something that is told so many times in a second and no more, and how often it was not. */
final class Telling {

    private final int most;
    private long second = Long.MIN_VALUE;
    private int told;
    private long untold;

    Telling(int most) {
        this.most = most;
    }

    synchronized boolean isOneMore() {
        long now = Schedulers.parallel().now(TimeUnit.SECONDS);
        if (now != second) {
            second = now;
            told = 0;
        }
        if (told == most) {
            untold++;
            return false;
        }
        told++;
        return true;
    }

    synchronized long untold() {
        return untold;
    }
}
