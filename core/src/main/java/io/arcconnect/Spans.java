package io.arcconnect;

import com.azure.core.util.Context;
import com.azure.core.util.tracing.SpanKind;
import com.azure.core.util.tracing.StartSpanOptions;
import com.azure.core.util.tracing.Tracer;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.internal.arm.ArmTracing;
import io.arcconnect.model.MachineId;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * One span for each operation of the user, with azure-core's tracer, if there is one. The parent is taken from Reactor's
 * context, where azure-core's own clients look for it; what runs inside finds the operation's span there.
 */
final class Spans {

    private final Tracer tracer;

    Spans(Tracer tracer) {
        this.tracer = tracer;
    }

    <T> Mono<T> around(String operation, MachineId machine, Mono<T> call) {
        return Mono.deferContextual(context -> {
            if (isOff(context)) {
                return call;
            }
            Span span = start(operation, machine, context);
            return call.doOnSuccess(value -> span.end(null, null))
                    .doOnError(span::failed)
                    .doOnCancel(() -> span.end("cancelled", null))
                    .contextWrite(inner -> ArmTracing.into(inner, span.context));
        });
    }

    <T> Flux<T> around(String operation, MachineId machine, Flux<T> call) {
        return Flux.deferContextual(context -> {
            if (isOff(context)) {
                return call;
            }
            Span span = start(operation, machine, context);
            return call.doOnComplete(() -> span.end(null, null))
                    .doOnError(span::failed)
                    .doOnCancel(() -> span.end("cancelled", null))
                    .contextWrite(inner -> ArmTracing.into(inner, span.context));
        });
    }

    private boolean isOff(ContextView context) {
        return !tracer.isEnabled() || Boolean.TRUE.equals(context.getOrDefault(Tracer.DISABLE_TRACING_KEY, false));
    }

    private Span start(String operation, MachineId machine, ContextView context) {
        StartSpanOptions options = new StartSpanOptions(SpanKind.INTERNAL).setAttribute("arc.machine", machine.name());
        return new Span(tracer.start("ArcMachine." + operation, options, ArmTracing.from(context, Context.NONE)));
    }

    /** Ends once: a cancel may come at the moment of success. */
    private final class Span {

        private final Context context;
        private final AtomicBoolean ended = new AtomicBoolean();

        Span(Context context) {
            this.context = context;
        }

        void failed(Throwable error) {
            end(error instanceof ArcConnectException known ? known.reason().code() : null, error);
        }

        void end(@Nullable String errorType, @Nullable Throwable error) {
            if (ended.compareAndSet(false, true)) {
                tracer.end(errorType, error, context);
            }
        }
    }
}
