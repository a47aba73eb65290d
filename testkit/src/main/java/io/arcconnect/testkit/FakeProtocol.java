package io.arcconnect.testkit;

import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/**
 * A protocol that hands out a session of the test's own and dials nobody. Safe to use from any thread.
 *
 * @param <S> the session
 */
public final class FakeProtocol<S extends AsyncCloseable> implements Protocol<S> {

    private final Mono<S> session;
    private final AtomicInteger opened = new AtomicInteger();

    private FakeProtocol(Mono<S> session) {
        this.session = session;
    }

    /**
     * Hands out one session every time.
     *
     * @param session a stub or a mock
     * @param <S> its type
     * @return the protocol
     */
    public static <S extends AsyncCloseable> FakeProtocol<S> of(S session) {
        return new FakeProtocol<>(Mono.just(Objects.requireNonNull(session, "session")));
    }

    /**
     * Fails to open.
     *
     * @param error such as a {@code RelayException} built from a {@code Failure}
     * @param <S> the session there would have been
     * @return the protocol
     */
    public static <S extends AsyncCloseable> FakeProtocol<S> failing(Throwable error) {
        return new FakeProtocol<>(Mono.error(Objects.requireNonNull(error, "error")));
    }

    @Override
    public Mono<S> open(Route route) {
        return Mono.defer(() -> {
            opened.incrementAndGet();
            return session;
        });
    }

    /** {@return how often it was opened} */
    public int opened() {
        return opened.get();
    }
}
