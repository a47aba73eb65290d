package io.arcconnect.ssh.internal.channel;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.ssh.internal.ground.Delivery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A channel as a stream: bytes of its one output in, bytes of its input out. */
public final class MinaStream implements DuplexStream {

    private final MinaChannel channel;
    private final Scheduler delivery;
    private final Scheduler ends;
    private final AtomicBoolean sending;

    public MinaStream(MinaChannel channel, Scheduler delivery) {
        this(channel, delivery, delivery, new AtomicBoolean());
    }

    private MinaStream(MinaChannel channel, Scheduler delivery, Scheduler ends, AtomicBoolean sending) {
        this.channel = channel;
        this.delivery = delivery;
        this.ends = ends;
        this.sending = sending;
    }

    /** Bytes come and go where they are; what follows the end of the stream may be anybody's code. */
    @Override
    public DuplexStream onEventLoop() {
        return new MinaStream(channel, Schedulers.immediate(), ends, sending);
    }

    @Override
    public Flux<ByteBuffer> receive() {
        return channel.stdout().flux(delivery);
    }

    @Override
    public Mono<Void> send(Publisher<ByteBuffer> bytes) {
        return Mono.defer(() -> {
            if (!sending.compareAndSet(false, true)) {
                return Mono.error(new IllegalStateException("another send is under way on this stream"));
            }
            return Delivery.on(
                    delivery,
                    ChannelOutput.send(channel, Delivery.from(delivery, bytes))
                            .doOnTerminate(() -> sending.set(false))
                            .doOnCancel(() -> sending.set(false)));
        });
    }

    @Override
    public Mono<Void> endOutput() {
        Mono<Void> said = Mono.<Void>fromCallable(() -> {
                    channel.sayEof();
                    return null;
                })
                .onErrorComplete(IOException.class);
        return Delivery.on(ends, said);
    }

    @Override
    public Mono<Void> close() {
        Mono<Void> closing = Mono.defer(() -> {
            channel.closedByUser();
            return Closes.gracefully(channel);
        });
        return Delivery.on(ends, closing);
    }

    @Override
    public Mono<Void> onClose() {
        return Delivery.on(ends, channel.closed());
    }
}
