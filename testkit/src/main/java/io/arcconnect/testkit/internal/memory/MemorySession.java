package io.arcconnect.testkit.internal.memory;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.StreamOpener;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** A session that is only memory. */
public final class MemorySession implements StreamOpener {

    private final MachineId machine;
    private final MemoryWorld world;
    private final Set<MemoryStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private volatile Throwable end = new ClosedChannelException();

    /**
     * Opens one.
     *
     * @param machine for the errors
     * @param world what it reaches
     */
    public MemorySession(MachineId machine, MemoryWorld world) {
        this.machine = machine;
        this.world = world;
        world.sessions().add(this);
    }

    @Override
    public Mono<DuplexStream> openStream(String host, int port) {
        String address = MemoryWorld.address(host, port);
        return Mono.defer(() -> over.get() ? Mono.error(end) : world.answer(address, machine))
                .takeUntilOther(closed.asMono())
                .map(this::connected)
                .switchIfEmpty(Mono.error(() -> end));
    }

    private DuplexStream connected(Function<DuplexStream, Mono<Void>> work) {
        MemoryStream[] ends = MemoryStream.pair();
        MemoryStream here = ends[0];
        MemoryStream there = ends[1];
        streams.add(here);
        // The owners of these subscriptions: they end with the stream.
        here.onClose().subscribe(nothing -> {}, lost -> ended(here, there, lost), () -> ended(here, there, null));
        there.onClose().subscribe(nothing -> {}, lost -> {}, () -> here.end(Optional.empty()));
        Mono.usingWhen(Mono.<DuplexStream>just(there), work, DuplexStream::close)
                .subscribeOn(Schedulers.boundedElastic())
                .subscribe(nothing -> {}, failed -> {});
        if (over.get()) {
            here.end(Optional.of(end));
        }
        return here;
    }

    private void ended(MemoryStream here, MemoryStream there, @Nullable Throwable lost) {
        streams.remove(here);
        there.end(Optional.ofNullable(lost));
    }

    /**
     * Ends it and its streams.
     *
     * @param cause what they are told
     */
    public void lose(Throwable cause) {
        end = cause;
        over(Optional.of(cause));
    }

    @Override
    public Mono<Void> close() {
        return Mono.fromRunnable(() -> over(Optional.empty()));
    }

    private void over(Optional<Throwable> cause) {
        if (over.compareAndSet(false, true)) {
            world.sessions().remove(this);
            streams.forEach(stream -> stream.end(cause));
            cause.ifPresentOrElse(closed::tryEmitError, closed::tryEmitEmpty);
        }
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }
}
