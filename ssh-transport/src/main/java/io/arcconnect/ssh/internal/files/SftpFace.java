package io.arcconnect.ssh.internal.files;

import io.arcconnect.spi.ActionReport;
import io.arcconnect.spi.event.ActionOutcome;
import io.arcconnect.ssh.internal.ground.Delivery;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How the user sees what the engine does: our errors, the user's threads, and a report of whatever changes or carries something. */
public final class SftpFace {

    private static final int PREFETCH = 64;

    /** Work that is reported while it runs. */
    public interface Reported<T> {

        Mono<T> with(Optional<ActionReport> report);
    }

    private final SftpGround ground;

    public SftpFace(SftpGround ground) {
        this.ground = ground;
    }

    public <T> Flux<T> flux(Flux<T> work) {
        Flux<T> named = work.onErrorMap(ground.failures()::during);
        return SftpGround.isImmediate(ground.delivery()) ? named : named.publishOn(ground.delivery(), PREFETCH);
    }

    public <T> Mono<T> mono(Mono<T> work) {
        return Delivery.on(ground.delivery(), work.onErrorMap(ground.failures()::during));
    }

    public Mono<Void> change(String kind, String path, Mono<Void> work) {
        return reported(kind, path, report -> work);
    }

    public Flux<ByteBuffer> reading(String path, Flux<ByteBuffer> bytes) {
        return Flux.deferContextual(context -> {
            Optional<ActionReport> report = ground.reports().apply(context).begin("read", path);
            return Delivery.on(
                    ground.delivery(),
                    bytes.doOnNext(chunk -> report.ifPresent(to -> to.received(chunk.remaining())))
                            .onErrorMap(ground.failures()::during)
                            .doOnComplete(() -> end(report, ActionOutcome.completed()))
                            .doOnError(error -> end(report, ActionOutcome.failed(error)))
                            .doOnCancel(() -> end(report, ActionOutcome.cancelled())));
        });
    }

    public Mono<Long> writing(
            String path, Function<Publisher<ByteBuffer>, Mono<Long>> work, Publisher<ByteBuffer> bytes) {
        return reported(
                "write",
                path,
                report -> work.apply(
                        Flux.from(bytes).doOnNext(chunk -> report.ifPresent(to -> to.sent(chunk.remaining())))));
    }

    <T> Mono<T> reported(String kind, String path, Reported<T> work) {
        return Mono.deferContextual(context -> {
            Optional<ActionReport> report = ground.reports().apply(context).begin(kind, path);
            return mono(work.with(report)
                    .onErrorMap(ground.failures()::during)
                    .doOnSuccess(done -> end(report, ActionOutcome.completed()))
                    .doOnError(error -> end(report, ActionOutcome.failed(error)))
                    .doOnCancel(() -> end(report, ActionOutcome.cancelled())));
        });
    }

    private static void end(Optional<ActionReport> report, ActionOutcome outcome) {
        report.ifPresent(to -> to.ended(outcome));
    }
}
