package io.arcconnect.tunnel;

import io.arcconnect.spi.AsyncCloseable;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One session, and what is done when nothing more is opened on it. */
final class GivenSession<S extends AsyncCloseable> implements CurrentSession<S> {

    private final S session;
    private final Mono<Void> last;
    private final Sinks.Empty<Void> closed = Sinks.empty();

    GivenSession(S session, Mono<Void> last) {
        this.session = session;
        this.last = last;
    }

    @Override
    public <T> Mono<T> open(Function<? super S, Mono<T>> opening) {
        return Mono.defer(() -> opening.apply(session));
    }

    @Override
    public Mono<Void> close() {
        return last.doFinally(end -> closed.tryEmitEmpty());
    }

    @Override
    public Mono<Void> onClose() {
        return Mono.firstWithSignal(session.onClose(), closed.asMono());
    }
}
