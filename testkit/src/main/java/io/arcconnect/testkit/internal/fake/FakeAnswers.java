package io.arcconnect.testkit.internal.fake;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Protocol;
import io.arcconnect.testkit.ScriptedProtocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The answers of a fake machine, and its record. The answers are immutable; the record is shared by all that derive. */
public final class FakeAnswers {

    private final List<Session> sessions;
    private final Map<String, Function<Object, ? extends Publisher<?>>> answers;
    private final List<String> calls;
    private final AtomicInteger open;

    private record Session(Predicate<Object> meant, String name, Mono<? extends AsyncCloseable> session) {}

    private FakeAnswers(
            List<Session> sessions,
            Map<String, Function<Object, ? extends Publisher<?>>> answers,
            List<String> calls,
            AtomicInteger open) {
        this.sessions = List.copyOf(sessions);
        this.answers = Map.copyOf(answers);
        this.calls = calls;
        this.open = open;
    }

    /** {@return no session, no extensions, and answers to nothing else, with a new record} */
    public static FakeAnswers none() {
        return new FakeAnswers(
                List.of(),
                Map.of("extensions", any -> Flux.empty()),
                new CopyOnWriteArrayList<>(),
                new AtomicInteger());
    }

    /**
     * Adds sessions. The newest that is meant is the one that is given.
     *
     * @param meant for which protocols
     * @param name how messages call it
     * @param session the session, or an error
     * @return other answers
     */
    public FakeAnswers session(Predicate<Object> meant, String name, Mono<? extends AsyncCloseable> session) {
        List<Session> more = new ArrayList<>(sessions);
        more.add(0, new Session(meant, name, session));
        return new FakeAnswers(more, answers, calls, open);
    }

    /**
     * Adds the session of protocols that have none of their own.
     *
     * @param name how messages call it
     * @param session the session, or an error
     * @return other answers
     */
    public FakeAnswers otherwise(String name, Mono<? extends AsyncCloseable> session) {
        List<Session> more = new ArrayList<>(sessions);
        more.add(new Session(any -> true, name, session));
        return new FakeAnswers(more, answers, calls, open);
    }

    /**
     * Adds an answer.
     *
     * @param method of which method
     * @param answer makes it from the argument
     * @return other answers
     */
    public FakeAnswers answer(String method, Function<Object, ? extends Publisher<?>> answer) {
        Map<String, Function<Object, ? extends Publisher<?>>> more = new LinkedHashMap<>(answers);
        more.put(method, answer);
        return new FakeAnswers(sessions, more, calls, open);
    }

    /**
     * Is asked.
     *
     * @param machine which machine
     * @param method which method
     * @param argument its argument
     * @param option what the test should have said
     * @param <T> the answer's type
     * @return the answer
     */
    @SuppressWarnings("unchecked")
    public <T> Publisher<T> call(MachineId machine, String method, Object argument, String option) {
        String call = method + "(" + argument + ")";
        note(call);
        Function<Object, ? extends Publisher<?>> answer = answers.get(method);
        if (answer == null) {
            throw unexpected(machine, call, "say what it does with " + option);
        }
        return (Publisher<T>) answer.apply(argument);
    }

    /**
     * Is asked for a session.
     *
     * @param machine which machine
     * @param method by which method
     * @param protocol of which protocol
     * @param scripted opens one that needs no machine
     * @param <S> the session's type
     * @return the session
     */
    @SuppressWarnings("unchecked")
    public <S extends AsyncCloseable> Mono<S> open(
            MachineId machine, String method, Protocol<S> protocol, Function<Protocol<S>, Mono<S>> scripted) {
        String call = method + "(" + nameOf(protocol) + ")";
        note(call);
        Optional<Session> given = sessions.stream()
                .filter(session -> session.meant.test(protocol))
                .findFirst();
        if (given.isEmpty() && protocol instanceof ScriptedProtocol) {
            return scripted.apply(protocol);
        }
        return (Mono<S>) given.orElseThrow(() -> unexpected(
                        machine,
                        call,
                        "give a session with session(…); it has "
                                + sessions.stream().map(Session::name).toList()))
                .session;
    }

    /**
     * Counts a session as open until {@link #close}.
     *
     * @param session opens it
     * @param <S> its type
     * @return the same session
     */
    public <S extends AsyncCloseable> Mono<S> counted(Mono<S> session) {
        return session.doOnNext(opened -> open.incrementAndGet());
    }

    /**
     * Closes a session that was counted. What goes wrong is dropped, as the real machine does.
     *
     * @param session the session
     * @return the end
     */
    public Mono<Void> close(AsyncCloseable session) {
        return Mono.defer(session::close).onErrorComplete().doFinally(end -> open.decrementAndGet());
    }

    /**
     * Records a call.
     *
     * @param call as it was made
     */
    public void note(String call) {
        calls.add(call);
    }

    /** {@return the record} */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** {@return how many sessions are open} */
    public int openSessions() {
        return open.get();
    }

    /**
     * Names a protocol: by its class, because a protocol's own text might be long, and a lambda has none.
     *
     * @param protocol the value
     * @return the name
     */
    public static String nameOf(Object protocol) {
        String name = protocol.getClass().getSimpleName();
        return name.isEmpty() || name.contains("$$Lambda") ? "a protocol" : name;
    }

    private static AssertionError unexpected(MachineId machine, String call, String advice) {
        return new AssertionError(
                "unexpected call on the fake machine " + machine.name() + ": " + call + "; " + advice);
    }
}
