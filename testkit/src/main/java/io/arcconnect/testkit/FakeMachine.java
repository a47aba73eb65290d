package io.arcconnect.testkit;

import io.arcconnect.ArcMachine;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.ProvisionOutcome;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Protocol;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A machine for unit tests of code that is handed an {@link ArcMachine}. It knows its id, a state, and one session, which
 * every protocol gets: what the code under test asks for as {@code Ssh} is answered by the test's stub, and nothing is
 * dialled. What it was not told fails with {@link UnsupportedOperationException}; for the whole path use
 * {@link ArcEmulator}.
 *
 * <p>Immutable: every method that sets something returns another value.
 */
public final class FakeMachine implements ArcMachine {

    private static final String SUBSCRIPTION = "00000000-0000-0000-0000-00000000fa4e";

    private final MachineState state;
    private final Mono<AsyncCloseable> session;

    private FakeMachine(MachineState state, Mono<AsyncCloseable> session) {
        this.state = state;
        this.session = session;
    }

    /**
     * Makes a connected Linux machine without a session.
     *
     * @param name its name
     * @return the machine
     */
    public static FakeMachine named(String name) {
        MachineState connected = new MachineState(
                MachineId.of(SUBSCRIPTION, "rg-fake", name),
                "westeurope",
                "Connected",
                "linux",
                "Linux",
                Optional.empty(),
                Optional.empty(),
                Optional.of("Succeeded"),
                Optional.empty());
        return new FakeMachine(connected, unknown("session"));
    }

    /**
     * Sets what {@link #state()} and {@link #id()} say.
     *
     * @param newState the state
     * @return another machine
     */
    public FakeMachine state(MachineState newState) {
        return new FakeMachine(Objects.requireNonNull(newState, "newState"), session);
    }

    /**
     * Sets the session that every protocol gets. It must be of the type that the code under test asks for.
     *
     * @param newSession a stub or a mock, closed by {@code use} as a real one is
     * @return another machine
     */
    public FakeMachine session(AsyncCloseable newSession) {
        return new FakeMachine(state, Mono.just(Objects.requireNonNull(newSession, "newSession")));
    }

    /**
     * Lets no session be opened.
     *
     * @param error such as a {@code RelayException} built from a {@code Failure}
     * @return another machine
     */
    public FakeMachine unreachable(Throwable error) {
        return new FakeMachine(state, Mono.error(Objects.requireNonNull(error, "error")));
    }

    @Override
    public MachineId id() {
        return state.id();
    }

    @Override
    public Mono<MachineState> state() {
        return Mono.just(state);
    }

    @Override
    public Flux<ExtensionState> extensions() {
        return Flux.empty();
    }

    @Override
    public Mono<ProvisionOutcome> provision(ExtensionSpec extension) {
        return unknown("provisioning");
    }

    @Override
    public Mono<RelayCredentials> relayCredentials(RelayService service) {
        return unknown("relay credentials");
    }

    @Override
    public Mono<DuplexStream> dial(RelayService service) {
        return unknown("relay");
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends AsyncCloseable> Mono<S> connect(Protocol<S> protocol) {
        Objects.requireNonNull(protocol, "protocol");
        return (Mono<S>) session;
    }

    @Override
    public <S extends AsyncCloseable, R> Mono<R> use(Protocol<S> protocol, Function<? super S, Mono<R>> work) {
        return Mono.usingWhen(connect(protocol), work, AsyncCloseable::close);
    }

    @Override
    public <S extends AsyncCloseable, R> Flux<R> stream(Protocol<S> protocol, Function<? super S, Flux<R>> work) {
        return Flux.usingWhen(connect(protocol), work, AsyncCloseable::close);
    }

    @Override
    public ArcMachine withServicePolicy(ServicePolicy policy) {
        return this;
    }

    private static <T> Mono<T> unknown(String what) {
        return Mono.error(() -> new UnsupportedOperationException("this FakeMachine was given no " + what));
    }
}
