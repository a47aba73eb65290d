package portal;

import io.arcconnect.ArcConnect;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import portal.ToBrowser.Notice;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The orderly end. It comes before the web server's, whose phase is a later one: open terminals are told, nothing new is
 * opened, and what is open has some time to come to its end before it is closed.
 */
@Component
class Farewell implements SmartLifecycle {

    private final Sinks.Empty<Void> said = Sinks.empty();
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
        arc.drain(longest).doFinally(end -> done.run()).subscribe();
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
