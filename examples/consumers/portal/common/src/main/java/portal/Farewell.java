package portal;

import io.arcconnect.ArcConnect;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import portal.ToBrowser.Notice;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The orderly end. It comes before the web server's, whose phase is a later one: open terminals are told, nothing new is
 * opened, and what is open has some time to come to its end before it is closed. The web server stays until the browsers
 * have their close frames.
 */
@Component
class Farewell implements SmartLifecycle {

    /** How long a browser that does not read may keep its close frame waiting. */
    private static final Duration LEAVING = Duration.ofSeconds(5);

    private final Sinks.Empty<Void> said = Sinks.empty();
    private final Sinks.Empty<Void> left = Sinks.empty();
    private final AtomicInteger open = new AtomicInteger(1); // The portal, until it stops, and each terminal.
    private final ArcConnect arc;
    private final Duration longest;
    private volatile boolean running;

    Farewell(ArcConnect arc, PortalSettings settings) {
        this.arc = arc;
        this.longest = settings.farewell();
    }

    /** {@return what open terminals are told, when it is time} */
    Mono<ToBrowser> notice() {
        return said.asMono().then(Mono.fromSupplier(() -> Notice.closing(longest.toSeconds())));
    }

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        if (open.decrementAndGet() == 0) {
            left.tryEmitEmpty();
        }
    }

    boolean isSaid() {
        return !running;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop(Runnable done) {
        running = false;
        said.tryEmitEmpty();
        closed();
        arc.drain(longest)
                .then(left.asMono().timeout(LEAVING))
                .onErrorComplete()
                .doFinally(end -> done.run())
                .subscribe();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
