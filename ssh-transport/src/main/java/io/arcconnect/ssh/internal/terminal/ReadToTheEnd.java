package io.arcconnect.ssh.internal.terminal;

import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.util.context.Context;

/** Goes on reading when nobody listens any more, so that what is upstream sees everything; until then as it is asked for. */
final class ReadToTheEnd<T> extends BaseSubscriber<T> {

    private final FluxSink<T> listener;

    private ReadToTheEnd(FluxSink<T> listener) {
        this.listener = listener;
    }

    static <T> Flux<T> of(Flux<T> source) {
        return Flux.create(
                listener -> {
                    ReadToTheEnd<T> reading = new ReadToTheEnd<>(listener);
                    source.subscribe(reading);
                    listener.onRequest(reading::request);
                    listener.onCancel(reading::requestUnbounded);
                },
                FluxSink.OverflowStrategy.IGNORE); // nothing is read that was not asked for
    }

    @Override
    public Context currentContext() {
        return Context.of(listener.contextView());
    }

    /** Waits to be asked. */
    @Override
    protected void hookOnSubscribe(Subscription subscription) {}

    @Override
    protected void hookOnNext(T item) {
        listener.next(item);
    }

    @Override
    protected void hookOnComplete() {
        listener.complete();
    }

    @Override
    protected void hookOnError(Throwable error) {
        listener.error(error);
    }
}
