package io.arcconnect.testkit;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Route;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * A protocol that opens nothing: it hands out sessions that the test made, and remembers for whom.
 *
 * @param <S> the session
 */
public final class FakeProtocol<S extends AsyncCloseable> implements ScriptedProtocol<S> {

    private final Function<Route, Mono<S>> open;
    private final List<MachineId> opens = new CopyOnWriteArrayList<>();
    private final List<S> sessions = new CopyOnWriteArrayList<>();

    private FakeProtocol(Function<Route, Mono<S>> open) {
        this.open = open;
    }

    /**
     * Hands out one session, however often it is opened.
     *
     * @param session the session, such as a mock
     * @param <S> its type
     * @return the protocol
     */
    public static <S extends AsyncCloseable> FakeProtocol<S> of(S session) {
        Objects.requireNonNull(session, "session");
        return new FakeProtocol<>(route -> Mono.just(session));
    }

    /**
     * Makes a session for every open.
     *
     * @param sessions makes one
     * @param <S> its type
     * @return the protocol
     */
    public static <S extends AsyncCloseable> FakeProtocol<S> each(Supplier<? extends S> sessions) {
        Objects.requireNonNull(sessions, "sessions");
        return new FakeProtocol<>(route -> Mono.fromSupplier(sessions));
    }

    /**
     * Fails every open.
     *
     * @param failure such as an {@code ArcConnectException} built from a {@code Failure}
     * @param <S> the session's type
     * @return the protocol
     */
    public static <S extends AsyncCloseable> FakeProtocol<S> failing(Throwable failure) {
        Objects.requireNonNull(failure, "failure");
        return new FakeProtocol<>(route -> Mono.error(failure));
    }

    @Override
    public Mono<S> open(Route route) {
        return Mono.defer(() -> {
            opens.add(route.machine());
            return open.apply(route).doOnNext(sessions::add);
        });
    }

    /** {@return how often it was opened} */
    public int opened() {
        return opens.size();
    }

    /** {@return the machines it was opened on, oldest first; failed opens included} */
    public List<MachineId> opens() {
        return List.copyOf(opens);
    }

    /** {@return the sessions it handed out, oldest first} */
    public List<S> sessions() {
        return List.copyOf(sessions);
    }
}
