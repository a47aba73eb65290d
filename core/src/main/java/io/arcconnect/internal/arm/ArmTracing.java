package io.arcconnect.internal.arm;

import com.azure.core.util.tracing.Tracer;
import java.util.List;
import java.util.Optional;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** Carries what azure-core's tracing needs between Reactor's context and azure-core's own, under azure-core's keys. */
public final class ArmTracing {

    private static final List<String> KEYS = List.of(Tracer.PARENT_TRACE_CONTEXT_KEY, Tracer.DISABLE_TRACING_KEY);

    private ArmTracing() {}

    /**
     * Takes the parent span from Reactor's context.
     *
     * @param reactor the subscriber's context
     * @param azure to add to
     * @return azure-core's context
     */
    public static com.azure.core.util.Context from(ContextView reactor, com.azure.core.util.Context azure) {
        com.azure.core.util.Context all = azure;
        for (String key : KEYS) {
            Optional<Object> value = reactor.getOrEmpty(key);
            if (value.isPresent()) {
                all = all.addData(key, value.get());
            }
        }
        return all;
    }

    /**
     * Puts a span into Reactor's context.
     *
     * @param reactor the subscriber's context
     * @param span what {@code Tracer.start} returned
     * @return the context of what runs inside the span
     */
    public static Context into(Context reactor, com.azure.core.util.Context span) {
        return span.getData(Tracer.PARENT_TRACE_CONTEXT_KEY)
                .map(parent -> reactor.put(Tracer.PARENT_TRACE_CONTEXT_KEY, parent))
                .orElse(reactor);
    }
}
