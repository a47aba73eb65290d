package io.arcconnect.internal.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpResponse;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.event.ArmCallEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** One try of one request, from the moment it asks for its turn. */
final class ArmTry {

    private final Optional<ArmNote> note;
    private final int number;
    private final Reporter reporter;
    private final long asked = now();
    private final AtomicBoolean told = new AtomicBoolean();

    ArmTry(Optional<ArmNote> note, HttpPipelineCallContext context, Reporter reporter) {
        this.note = note;
        this.number = context.getData("requestRetryCount")
                .filter(Integer.class::isInstance)
                .map(Integer.class::cast)
                .orElse(1);
        this.reporter = reporter;
    }

    /** Tells how it went: an answer, an error, or a cancel. */
    Mono<HttpResponse> telling(Mono<HttpResponse> request) {
        return Mono.defer(() -> {
            long sent = now();
            return request.doOnNext(answer -> tell(sent, answer, null))
                    .doOnError(error -> tell(sent, null, error))
                    .doOnCancel(() -> tell(sent, null, null));
        });
    }

    private void tell(long sent, @Nullable HttpResponse answer, @Nullable Throwable failure) {
        if (note.isEmpty() || !told.compareAndSet(false, true)) {
            return;
        }
        Optional<HttpResponse> answered = Optional.ofNullable(answer);
        reporter.report(new ArmCallEvent(
                note.get().origin(),
                note.get().word(),
                number,
                answered.map(from -> OptionalInt.of(from.getStatusCode())).orElseGet(OptionalInt::empty),
                answered.flatMap(from -> Optional.ofNullable(from.getHeaderValue(HttpHeaderName.X_MS_REQUEST_ID))),
                answered.flatMap(from -> ArmResponse.retryAfter(from.getHeaderValue(HttpHeaderName.RETRY_AFTER))),
                Duration.ofNanos(sent - asked),
                Duration.ofNanos(now() - sent),
                Optional.ofNullable(failure)));
    }

    private static long now() {
        return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
    }
}
