package io.arcconnect.testkit;

import com.azure.core.util.Context;
import com.azure.core.util.TracingOptions;
import com.azure.core.util.tracing.StartSpanOptions;
import com.azure.core.util.tracing.Tracer;
import com.azure.core.util.tracing.TracerProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A tracer that remembers its spans, for those who ask for it with {@link Options}. */
public final class RecordingTracerProvider implements TracerProvider {

    /** A span: what a real tracer would export. */
    static final class Span {

        final String name;
        final Object parent;
        final Map<String, Object> attributes = new ConcurrentHashMap<>();
        volatile String end = "running";

        Span(String name, Object parent) {
            this.name = name;
            this.parent = parent;
        }

        /** What stands for the span in contexts. */
        String id() {
            return "span-" + Integer.toHexString(System.identityHashCode(this)) + "-" + name;
        }
    }

    /** Asks for this tracer, and holds what it recorded. */
    static final class Options extends TracingOptions {

        final List<Span> spans = new CopyOnWriteArrayList<>();

        Options() {
            super(RecordingTracerProvider.class);
        }

        Span named(String name) {
            return spans.stream()
                    .filter(span -> span.name.equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public Tracer createTracer(String library, String version, String namespace, TracingOptions options) {
        return new Recording(options instanceof Options recording ? recording : null);
    }

    private record Recording(Options options) implements Tracer {

        @Override
        public boolean isEnabled() {
            return options != null;
        }

        @Override
        public Context start(String name, Context context) {
            return start(name, null, context);
        }

        @Override
        public Context start(String name, StartSpanOptions started, Context context) {
            Span span = new Span(name, context.getData(PARENT_TRACE_CONTEXT_KEY).orElse("none"));
            Map<String, Object> given = started == null || started.getAttributes() == null
                    ? Map.of()
                    : new LinkedHashMap<>(started.getAttributes());
            span.attributes.putAll(given);
            options.spans.add(span);
            return context.addData(PARENT_TRACE_CONTEXT_KEY, span.id()).addData("recorded", span);
        }

        @Override
        public void end(String errorType, Throwable error, Context context) {
            span(context).end = errorType == null ? "ok" : errorType;
        }

        @Override
        public void setAttribute(String key, String value, Context context) {
            span(context).attributes.put(key, value);
        }

        @Override
        public void injectContext(BiConsumer<String, String> header, Context context) {
            header.accept("traceparent", span(context).id());
        }

        private static Span span(Context context) {
            return (Span) context.getData("recorded").orElseThrow();
        }
    }
}
