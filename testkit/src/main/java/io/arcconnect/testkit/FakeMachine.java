package io.arcconnect.testkit;

import io.arcconnect.ArcMachine;
import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.Diagnosis;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.Plan;
import io.arcconnect.model.ProvisionOutcome;
import io.arcconnect.model.Receipt;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Removal;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Protocol;
import io.arcconnect.testkit.internal.fake.FakeAnswers;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A machine without network for tests of code that is written against {@link ArcMachine}.
 *
 * <pre>{@code
 * FakeMachine machine = FakeMachine.named("web-01").session(Ssh.class, session);
 * new Deployment(machine).run();
 * assertThat(machine.calls()).containsExactly("use(Ssh)");
 * }</pre>
 *
 * <p>A {@link ScriptedProtocol}, such as those of {@code arc-connect-fakes}, it opens by itself.
 *
 * <p>Immutable: every method that says what happens returns another machine, which shares the record of {@link #calls()}.
 * A call that the test said nothing about throws an {@link AssertionError} that names it, at the call.
 */
public final class FakeMachine implements ArcMachine {

    private final MachineState state;
    private final FakeAnswers answers;

    private FakeMachine(MachineState state, FakeAnswers answers) {
        this.state = state;
        this.answers = answers;
    }

    /**
     * Starts with a connected Linux machine that has no extensions.
     *
     * @param name its name
     * @return the machine
     */
    public static FakeMachine named(String name) {
        return of(MachineId.of("00000000-0000-0000-0000-00000000fa4e", "rg-fake", name));
    }

    /**
     * Starts with a connected Linux machine that has no extensions.
     *
     * @param id its id
     * @return the machine
     */
    public static FakeMachine of(MachineId id) {
        return new FakeMachine(connected(id), FakeAnswers.none());
    }

    /**
     * Makes the state of a connected Linux machine, such as for {@link FakeHybridCompute#machines}.
     *
     * @param id its id
     * @return the state, of which {@code toBuilder()} makes others
     */
    public static MachineState connected(MachineId id) {
        return MachineState.builder(Objects.requireNonNull(id, "id"))
                .location("westeurope")
                .status("Connected")
                .os("linux", "Linux")
                .provisioningState("Succeeded")
                .build();
    }

    /**
     * Sets what {@link #state()} and {@link #id()} say.
     *
     * @param newState the state
     * @return another machine
     */
    public FakeMachine state(MachineState newState) {
        return new FakeMachine(Objects.requireNonNull(newState, "newState"), answers);
    }

    /**
     * Gives the session of every protocol that has none of its own here.
     *
     * @param session a stub or a mock, of the type that the code under test asks for
     * @return another machine
     */
    public FakeMachine session(AsyncCloseable session) {
        Objects.requireNonNull(session, "session");
        return with(answers.otherwise("every protocol", Mono.just(session)));
    }

    /**
     * Fails to open the session of every protocol that has none of its own here.
     *
     * @param failure such as a {@code RelayException} built from a {@code Failure}
     * @return another machine
     */
    public FakeMachine unreachable(Throwable failure) {
        Objects.requireNonNull(failure, "failure");
        return with(answers.otherwise("every protocol", Mono.error(failure)));
    }

    /**
     * Gives every session of a kind of protocol.
     *
     * @param protocol the protocol's class, such as {@code Ssh.class}
     * @param session the session, such as a mock
     * @param <S> its type
     * @param <P> the protocol's type
     * @return another machine
     */
    public <S extends AsyncCloseable, P extends Protocol<S>> FakeMachine session(Class<P> protocol, S session) {
        Objects.requireNonNull(session, "session");
        return with(answers.session(protocol::isInstance, protocol.getSimpleName(), Mono.just(session)));
    }

    /**
     * Gives the session of one protocol value.
     *
     * @param protocol the value, compared with {@code equals}
     * @param session the session, such as a mock
     * @param <S> its type
     * @return another machine
     */
    public <S extends AsyncCloseable> FakeMachine session(Protocol<S> protocol, S session) {
        Objects.requireNonNull(session, "session");
        return with(answers.session(protocol::equals, FakeAnswers.nameOf(protocol), Mono.just(session)));
    }

    /**
     * Opens another protocol wherever one of a kind is asked for, such as a fake for code that makes its own {@code Ssh}.
     *
     * @param kind the class that is asked for, such as {@code Ssh.class}
     * @param fake what is opened, over a {@link FakeRoute} that dials nothing
     * @param <S> the session's type
     * @return another machine
     */
    public <S extends AsyncCloseable> FakeMachine opening(Class<? extends Protocol<S>> kind, Protocol<S> fake) {
        Objects.requireNonNull(fake, "fake");
        return with(answers.session(kind::isInstance, kind.getSimpleName(), Mono.defer(() -> open(fake))));
    }

    /**
     * Fails to open every session of a kind of protocol.
     *
     * @param protocol the protocol's class
     * @param failure such as an {@code ArcConnectException} built from a {@code Failure}
     * @return another machine
     */
    public FakeMachine sessionFails(Class<? extends Protocol<?>> protocol, Throwable failure) {
        return with(answers.session(protocol::isInstance, protocol.getSimpleName(), Mono.error(failure)));
    }

    /**
     * Answers {@link #extensions()}.
     *
     * @param answer the extensions, or an error
     * @return another machine
     */
    public FakeMachine extensions(Flux<ExtensionState> answer) {
        return with(answers.answer("extensions", any -> answer));
    }

    /**
     * Answers {@link #provision}.
     *
     * @param answer makes the outcome of what was asked for
     * @return another machine
     */
    public FakeMachine provisioning(Function<ExtensionSpec, Mono<ProvisionOutcome>> answer) {
        return with(answers.answer("provision", extension -> answer.apply((ExtensionSpec) extension)));
    }

    /**
     * Answers {@link #relayCredentials}.
     *
     * @param answer makes the credentials for a service
     * @return another machine
     */
    public FakeMachine issuing(Function<RelayService, Mono<RelayCredentials>> answer) {
        return with(answers.answer("relayCredentials", service -> answer.apply((RelayService) service)));
    }

    /**
     * Answers {@link #dial}.
     *
     * @param answer makes the stream to a service, such as one end of {@link DuplexStreams#pair()}
     * @return another machine
     */
    public FakeMachine dialing(Function<RelayService, Mono<DuplexStream>> answer) {
        return with(answers.answer("dial", service -> answer.apply((RelayService) service)));
    }

    /**
     * Answers {@link #plan}.
     *
     * @param answer makes the plan for a spec
     * @return another machine
     */
    public FakeMachine planning(Function<ConnectSpec, Mono<Plan>> answer) {
        return with(answers.answer("plan", spec -> answer.apply((ConnectSpec) spec)));
    }

    /**
     * Answers {@link #apply}.
     *
     * @param answer makes the receipt for a plan
     * @return another machine
     */
    public FakeMachine applying(Function<Plan, Mono<Receipt>> answer) {
        return with(answers.answer("apply", plan -> answer.apply((Plan) plan)));
    }

    /**
     * Answers {@link #remove}.
     *
     * @param answer makes what became of a receipt
     * @return another machine
     */
    public FakeMachine removing(Function<Receipt, Mono<Removal>> answer) {
        return with(answers.answer("remove", receipt -> answer.apply((Receipt) receipt)));
    }

    /**
     * Answers {@link #diagnose()} and {@link #diagnose(Protocol)}.
     *
     * @param answer what was found
     * @return another machine
     */
    public FakeMachine diagnosing(Mono<Diagnosis> answer) {
        Objects.requireNonNull(answer, "answer");
        return with(answers.answer("diagnose", any -> answer));
    }

    /** {@return the calls so far, oldest first, such as {@code use(Ssh)} and {@code dial(SSH:22)}} */
    public List<String> calls() {
        return answers.calls();
    }

    /** {@return how many sessions {@link #use} and {@link #stream} have open at this moment} */
    public int openSessions() {
        return answers.openSessions();
    }

    @Override
    public MachineId id() {
        return state.id();
    }

    @Override
    public Mono<MachineState> state() {
        answers.note("state()");
        return Mono.just(state);
    }

    @Override
    public Flux<ExtensionState> extensions() {
        return Flux.from(answers.<ExtensionState>call(id(), "extensions", "", "extensions(…)"));
    }

    @Override
    public Mono<ProvisionOutcome> provision(ExtensionSpec extension) {
        return Mono.from(answers.<ProvisionOutcome>call(id(), "provision", extension, "provisioning(…)"));
    }

    @Override
    public Mono<RelayCredentials> relayCredentials(RelayService service) {
        return Mono.from(answers.<RelayCredentials>call(id(), "relayCredentials", service, "issuing(…)"));
    }

    @Override
    public Mono<DuplexStream> dial(RelayService service) {
        return Mono.from(answers.<DuplexStream>call(id(), "dial", service, "dialing(…)"));
    }

    @Override
    public <S extends AsyncCloseable> Mono<S> connect(Protocol<S> protocol) {
        return answers.open(id(), "connect", protocol, this::open);
    }

    @Override
    public <S extends AsyncCloseable, R> Mono<R> use(Protocol<S> protocol, Function<? super S, Mono<R>> work) {
        Mono<S> session = answers.open(id(), "use", protocol, this::open);
        return Mono.usingWhen(answers.counted(session), work, answers::close);
    }

    @Override
    public <S extends AsyncCloseable, R> Flux<R> stream(Protocol<S> protocol, Function<? super S, Flux<R>> work) {
        Mono<S> session = answers.open(id(), "stream", protocol, this::open);
        return Flux.usingWhen(answers.counted(session), work, answers::close);
    }

    @Override
    public Mono<Plan> plan(ConnectSpec spec) {
        return Mono.from(answers.<Plan>call(id(), "plan", spec, "planning(…)"));
    }

    @Override
    public Mono<Receipt> apply(Plan plan) {
        return Mono.from(answers.<Receipt>call(id(), "apply", plan, "applying(…)"));
    }

    @Override
    public Mono<Removal> remove(Receipt receipt) {
        return Mono.from(answers.<Removal>call(id(), "remove", receipt, "removing(…)"));
    }

    @Override
    public Mono<Diagnosis> diagnose() {
        return Mono.from(answers.<Diagnosis>call(id(), "diagnose", "", "diagnosing(…)"));
    }

    @Override
    public Mono<Diagnosis> diagnose(Protocol<?> protocol) {
        return Mono.from(answers.<Diagnosis>call(id(), "diagnose", FakeAnswers.nameOf(protocol), "diagnosing(…)"));
    }

    /** {@return this machine, which writes nothing anyway} */
    @Override
    public ArcMachine withServicePolicy(ServicePolicy policy) {
        answers.note("withServicePolicy(" + policy + ")");
        return this;
    }

    private <S extends AsyncCloseable> Mono<S> open(Protocol<S> scripted) {
        return scripted.open(FakeRoute.to(id()));
    }

    private FakeMachine with(FakeAnswers newAnswers) {
        return new FakeMachine(state, newAnswers);
    }
}
