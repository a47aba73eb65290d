package io.arcconnect.ssh;

import java.nio.ByteBuffer;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Where outputs arrive: on a thread that may block, or, when the user has promised not to, where they are decoded. */
final class Delivery {

    /** Chunks on their way to the user's thread; each has at most 64 KiB. */
    private static final int PREFETCH = 16;

    private Delivery() {}

    static Flux<ByteBuffer> on(Scheduler scheduler, Flux<ByteBuffer> chunks) {
        return scheduler == Schedulers.immediate() ? chunks : chunks.publishOn(scheduler, PREFETCH);
    }
}
