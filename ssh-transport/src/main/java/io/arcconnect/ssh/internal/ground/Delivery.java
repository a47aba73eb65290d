package io.arcconnect.ssh.internal.ground;

import java.nio.ByteBuffer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Where the user's code is called: on a thread that may block, or, when the user has promised not to, on the I/O thread. */
public final class Delivery {

    /** Chunks on their way to the user's thread; each has at most 64 KiB. */
    private static final int PREFETCH = 16;

    /** Chunks asked of the user at once, so that not every one costs a change of threads. */
    private static final int ASKED_FOR = 8;

    private Delivery() {}

    /** Outputs arrive on the scheduler. */
    public static Flux<ByteBuffer> on(Scheduler scheduler, Flux<ByteBuffer> chunks) {
        return scheduler == Schedulers.immediate() ? chunks : chunks.publishOn(scheduler, PREFETCH);
    }

    /** An end is told on the scheduler or, when that has ended with its {@code ArcConnect}, where it is known. */
    public static <T> Mono<T> on(Scheduler scheduler, Mono<T> end) {
        return scheduler == Schedulers.immediate()
                ? end
                : Mono.defer(() -> scheduler.isDisposed() ? end : end.publishOn(scheduler));
    }

    /** An input is subscribed to, and asked for more, on the scheduler. */
    public static Publisher<ByteBuffer> from(Scheduler scheduler, Publisher<ByteBuffer> input) {
        return scheduler == Schedulers.immediate()
                ? input
                : Flux.from(input).subscribeOn(scheduler).limitRate(ASKED_FOR);
    }
}
