package io.arcconnect.rdp;

import io.arcconnect.internal.net.NettyLocalListener;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.LocalListener;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.Route;
import io.arcconnect.spi.StreamOpener;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.spi.event.TunnelEvent;
import io.arcconnect.testkit.internal.net.DesktopGreeting;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** A machine in memory on whose every port a remote desktop greets and then echoes, reached over a carrier that the test can refuse, lose and count. */
final class EchoMachine implements Route, StreamOpener {

    static final MachineId ID = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "win-01");

    final List<String> opened = new CopyOnWriteArrayList<>();
    final List<ArcEvent> events = new CopyOnWriteArrayList<>();
    final AtomicInteger dials = new AtomicInteger();
    private final List<EchoStream> streams = new CopyOnWriteArrayList<>();
    private volatile Sinks.Empty<Void> closed = Sinks.empty();
    volatile Mono<Void> beforeOpen = Mono.empty();

    private final LoopResources loops = LoopResources.create("test-rdp", 2, true);
    private final LocalListener listener = new NettyLocalListener(loops);

    @Override
    public Reporter reporter() {
        return events::add;
    }

    @Override
    public Optional<String> user() {
        return Optional.of("ada");
    }

    @Override
    public Optional<String> trackingId() {
        return Optional.of("tracking-1");
    }

    Protocol<StreamOpener> carrier() {
        return route -> Mono.fromSupplier(() -> {
            if (dials.incrementAndGet() > 1) {
                closed = Sinks.empty();
            }
            return this;
        });
    }

    /** The session that is open, and its streams with it; the next dial gives another. */
    void lose(Throwable cause) {
        closed.tryEmitError(cause);
        streams.forEach(stream -> stream.lose(cause));
    }

    List<TunnelEvent.Step> steps() {
        return events.stream()
                .filter(TunnelEvent.class::isInstance)
                .map(event -> ((TunnelEvent) event).step())
                .toList();
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
    public Mono<Void> close() {
        return Mono.fromRunnable(closed::tryEmitEmpty);
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }

    @Override
    public MachineId machine() {
        return ID;
    }

    @Override
    public Mono<DuplexStream> dial(RelayService service) {
        return Mono.error(new AssertionError("remote desktop dials through its carrier only"));
    }

    @Override
    public LocalListener listener() {
        return listener;
    }

    @Override
    public Scheduler scheduler() {
        return Schedulers.boundedElastic();
    }

    @Override
    public <T extends AsyncCloseable> T shared(Object key, Supplier<T> factory) {
        throw new AssertionError("remote desktop shares nothing");
    }

    void dispose() {
        loops.disposeLater(Duration.ZERO, Duration.ofSeconds(10)).block(Duration.ofSeconds(20));
    }

    /** Confirms a request, sends back whatever else it gets, and ends when its input ends. */
    private static final class EchoStream implements DuplexStream {

        private final DesktopGreeting greeting = new DesktopGreeting();
        private final Sinks.Many<ByteBuffer> back = Sinks.many().unicast().onBackpressureBuffer();
        private final Sinks.Empty<Void> gone = Sinks.empty();

        @Override
        public Flux<ByteBuffer> receive() {
            return back.asFlux();
        }

        @Override
        public Mono<Void> send(Publisher<ByteBuffer> bytes) {
            return Flux.from(bytes)
                    .map(greeting::answer)
                    .doOnNext(back::tryEmitNext)
                    .then();
        }

        @Override
        public Mono<Void> endOutput() {
            return Mono.fromRunnable(back::tryEmitComplete);
        }

        void lose(Throwable cause) {
            gone.tryEmitError(cause);
            back.tryEmitError(cause);
        }

        @Override
        public Mono<Void> close() {
            return Mono.fromRunnable(() -> {
                back.tryEmitComplete();
                gone.tryEmitEmpty();
            });
        }

        @Override
        public Mono<Void> onClose() {
            return gone.asMono();
        }
    }
}
