package io.arcconnect.spi;

import io.arcconnect.testkit.DuplexStreams;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Chunks of 32 KiB from one stream to another, both in memory: what the pump itself costs for each. */
@State(Scope.Thread)
public class StreamPumpBenchmark {

    private static final int CHUNKS = 1024;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final byte[] chunk = new byte[32 * 1024];

    /**
     * Pumps one way, until the end.
     *
     * @return bytes
     */
    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public Long pump() {
        DuplexStreams.Pair here = DuplexStreams.pair();
        DuplexStreams.Pair there = DuplexStreams.pair();
        Mono<Void> sent = here.left()
                .send(Flux.range(0, CHUNKS).map(i -> ByteBuffer.wrap(chunk)))
                .then(Mono.defer(() -> here.left().endOutput()));
        Mono<Long> received = there.right()
                .receive()
                .reduce(0L, (sum, bytes) -> sum + bytes.remaining())
                .flatMap(sum -> there.right().endOutput().thenReturn(sum));
        return Mono.zip(
                        received,
                        Mono.when(sent, StreamPump.pump(here.right(), there.left()))
                                .thenReturn(true))
                .map(both -> both.getT1())
                .blockOptional(LIMIT)
                .orElseThrow();
    }
}
