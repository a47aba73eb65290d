package io.arcconnect.cli.console;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import reactor.core.publisher.Flux;

/**
 * Signals that this process gets. The JDK has had {@code sun.misc.Signal} for them in its supported module jdk.unsupported
 * since Java 1.2, and nothing else; the compiler warns of its name, so it is found at run time.
 */
final class ProcessSignals {

    private ProcessSignals() {}

    /**
     * Listens to one.
     *
     * @param name without SIG
     * @return the name, each time; silent where the system has no such signal, or the JVM keeps it to itself
     */
    static Flux<String> flux(String name) {
        return Flux.create(sink -> {
            try {
                Object before = handle(name, handler(() -> sink.next(name)));
                sink.onDispose(() -> put(name, before));
            } catch (ReflectiveOperationException | IllegalArgumentException nowhere) {
                // Silence is what was promised.
            }
        });
    }

    private static void put(String name, Object before) {
        try {
            var unused = handle(name, before);
        } catch (ReflectiveOperationException | IllegalArgumentException neverMind) {
            // Whoever listened does not any more.
        }
    }

    private static Object handler(Runnable told) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.SignalHandler");
        return Proxy.newProxyInstance(
                ProcessSignals.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, args) -> switch (method.getName()) {
                    case "handle" -> {
                        told.run();
                        yield null;
                    }
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> args != null && self == args[0];
                    default -> "SignalHandler";
                });
    }

    /** {@return the handler before} */
    private static Object handle(String name, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Method handle = signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"));
        return handle.invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    }
}
