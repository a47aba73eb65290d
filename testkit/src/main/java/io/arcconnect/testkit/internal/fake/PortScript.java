package io.arcconnect.testkit.internal.fake;

import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** What a fake port answers, by method, and its record. Safe for any thread. */
public final class PortScript {

    private final String port;
    private final Map<String, Function<Object[], ? extends Publisher<?>>> answers = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /**
     * Starts with no answers.
     *
     * @param port how messages call it
     */
    public PortScript(String port) {
        this.port = port;
    }

    /**
     * Says what a method answers.
     *
     * @param method which; the fake's own method that says it is called {@code on} and its name
     * @param answer makes it from the arguments, for every subscription
     */
    public void say(String method, Function<Object[], ? extends Publisher<?>> answer) {
        answers.put(method, answer);
    }

    /**
     * Is called.
     *
     * @param method which
     * @param arguments of the call
     * @param <T> the answer's type
     * @return the answer, which is asked for and recorded with every subscription
     * @throws AssertionError when nobody said what it answers
     */
    @SuppressWarnings("unchecked")
    public <T> Flux<T> call(String method, Object... arguments) {
        String call = described(method, arguments);
        Function<Object[], ? extends Publisher<?>> answer = answers.get(method);
        if (answer == null) {
            calls.add(call);
            throw new AssertionError(
                    "unexpected call on the fake " + port + ": " + call + "; say what it answers with on"
                            + method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1) + "(…)");
        }
        return Flux.defer(() -> {
            calls.add(call);
            return (Publisher<T>) answer.apply(arguments);
        });
    }

    /**
     * Records a call that needs no answer.
     *
     * @param method which
     * @param arguments of the call
     */
    public void note(String method, Object... arguments) {
        calls.add(described(method, arguments));
    }

    /** {@return the record} */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    private static String described(String method, Object... arguments) {
        return Arrays.stream(arguments).map(PortScript::word).collect(Collectors.joining(", ", method + "(", ")"));
    }

    private static String word(Object argument) {
        if (argument instanceof MachineId id) {
            return id.name();
        }
        if (argument instanceof ExtensionSpec extension) {
            return extension.name();
        }
        return argument instanceof RelayCredentials ? "credentials" : argument.toString();
    }
}
