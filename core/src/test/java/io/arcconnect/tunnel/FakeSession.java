package io.arcconnect.tunnel;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.StreamOpener;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A session in memory whose every port echoes; it can be lost, and made to refuse. */
final class FakeSession implements StreamOpener {

    final Sinks.Empty<Void> closed = Sinks.empty();
    final AtomicBoolean isClosed = new AtomicBoolean();
    final List<String> opened = new CopyOnWriteArrayList<>();
    final List<EchoStream> streams = new CopyOnWriteArrayList<>();
    volatile Mono<Void> beforeOpen = Mono.empty();

    private final String id;

    FakeSession() {
        this("session");
    }

    FakeSession(String id) {
        this.id = id;
    }

    /** As a relay connection goes down: every stream with it. */
    void lose(Throwable cause) {
        closed.tryEmitError(cause);
        streams.forEach(stream -> stream.lose(cause));
    }

    static RelayException lost() {
        return new RelayException(Failure.of(ArcReason.RELAY_CONNECTION_LOST, Stage.DIAL, "gone"));
    }

    @Override
    public Mono<DuplexStream> openStream(String host, int port) {
        return Mono.defer(() -> beforeOpen).then(Mono.fromSupplier(() -> {
            opened.add(host + ":" + port);
            EchoStream stream = new EchoStream();
            streams.add(stream);
            return stream;
        }));
    }

    @Override
    public Optional<String> user() {
        return Optional.of("ada");
    }

    @Override
    public Optional<String> trackingId() {
        return Optional.of(id);
    }

    @Override
    public Mono<Void> close() {
        return Mono.fromRunnable(() -> {
            isClosed.set(true);
            closed.tryEmitEmpty();
            streams.forEach(EchoStream::end);
        });
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }
}
