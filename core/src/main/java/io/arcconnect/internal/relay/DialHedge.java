package io.arcconnect.internal.relay;

import io.arcconnect.spi.DuplexStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** When a dial has taken so long that a second try is worth beginning; what it learns is of all callers (ADR-0032). */
public final class DialHedge {

    private final int percent;
    private final Duration floor;
    private final DialTimes times = new DialTimes();
    private final HedgeBudget budget;

    /**
     * Makes one that knows nothing yet.
     *
     * @param percent of the last tries, which a dial must have taken longer than
     * @param floor and never less than this
     */
    public DialHedge(int percent, Duration floor) {
        this.percent = percent;
        this.floor = floor;
        this.budget = new HedgeBudget(percent);
    }

    /**
     * Hedges a try.
     *
     * @param relay whose other tries it is compared with
     * @param once the try; subscribed to a second time when the first takes too long
     * @param hedged told how long the first has taken when the second begins
     */
    Mono<DuplexStream> dial(String relay, Mono<DuplexStream> once, Consumer<Duration> hedged) {
        return new HedgedDial(once, () -> patience(relay), budget::spend, took -> times.add(relay, took), hedged)
                .doOnNext(opened -> budget.opened());
    }

    private Optional<Duration> patience(String relay) {
        return times.percentile(relay, percent).map(usual -> usual.compareTo(floor) > 0 ? usual : floor);
    }
}
