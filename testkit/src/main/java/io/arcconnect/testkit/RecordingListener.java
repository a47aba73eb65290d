package io.arcconnect.testkit;

import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.ArcEvent;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Remembers what the library told. Events come on a thread of the library, after what they tell of: a test that looks for one
 * waits for it with {@link #next}.
 *
 * <pre>{@code
 * ActionEndedEvent audit = heard.next(ActionEndedEvent.class).block(LIMIT);
 * }</pre>
 *
 * <p>Safe for any thread.
 */
public final class RecordingListener implements ArcConnectListener {

    private final List<ArcEvent> events = new CopyOnWriteArrayList<>();
    private final Sinks.Many<ArcEvent> heard = Sinks.many().replay().all();

    private RecordingListener() {}

    /** {@return one that has heard nothing yet} */
    public static RecordingListener create() {
        return new RecordingListener();
    }

    /** {@return everything so far, oldest first; a copy} */
    public List<ArcEvent> events() {
        return List.copyOf(events);
    }

    /**
     * Finds events of a kind.
     *
     * @param kind such as {@code DialAttemptEvent.class}
     * @param <T> the kind
     * @return those so far, oldest first; a copy
     */
    public <T extends ArcEvent> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /**
     * Waits for the first event of a kind, which may be one that was told before.
     *
     * @param kind such as {@code ActionEndedEvent.class}
     * @param <T> the kind
     * @return the event; it has no bound of its own
     */
    public <T extends ArcEvent> Mono<T> next(Class<T> kind) {
        Objects.requireNonNull(kind, "kind");
        return asFlux().filter(kind::isInstance).map(kind::cast).next();
    }

    /** {@return everything, from the first event on, without an end} */
    public Flux<ArcEvent> asFlux() {
        return heard.asFlux();
    }

    @Override
    public synchronized void onEvent(ArcEvent event) {
        events.add(event);
        heard.tryEmitNext(event);
    }
}
