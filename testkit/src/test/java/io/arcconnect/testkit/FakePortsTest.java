package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.ArcConnect;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.RelayException;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineScope;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.ProvisionOutcome;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.event.DialFailedEvent;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class FakePortsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final MachineId MACHINE = FakeMachine.named("web-01").id();

    private static final Map<Class<?>, Object> ARGUMENTS = Map.ofEntries(
            Map.entry(MachineId.class, MACHINE),
            Map.entry(MachineScope.class, MachineScope.subscription(MACHINE.subscriptionId())),
            Map.entry(RelayService.class, RelayService.ssh()),
            Map.entry(RelayCredentials.class, FakeRelayCredentialBroker.credentials(MACHINE)),
            Map.entry(ExtensionSpec.class, ExtensionSpec.openSshForWindows()),
            Map.entry(ServicePolicy.class, ServicePolicy.NEVER_WRITE),
            Map.entry(InetSocketAddress.class, InetSocketAddress.createUnresolved("localhost", 0)),
            Map.entry(Function.class, Function.identity()),
            Map.entry(Duration.class, Duration.ofHours(1)),
            Map.entry(String.class, "text"),
            Map.entry(int.class, 22));

    /** Every method that gives a publisher, of every fake: an unexpected call names itself and what scripts it. */
    @TestFactory
    Stream<DynamicTest> call_whenNobodySaidAnything_thenAnAssertionErrorNamesIt() {
        return Stream.of(
                        FakeHybridCompute.create(),
                        FakeHybridConnectivity.create(),
                        FakeResourceManager.create(),
                        FakeRunCommands.create(),
                        FakeExtensionProvisioner.create(),
                        FakeRelayCredentialBroker.create(),
                        FakeRelayDialer.create(),
                        FakeLocalDialer.create())
                .flatMap(fake -> Arrays.stream(
                                fake.getClass().getInterfaces()[0].getMethods())
                        .filter(method -> Modifier.isAbstract(method.getModifiers()))
                        .map(method -> DynamicTest.dynamicTest(
                                fake.getClass().getSimpleName() + "." + method.getName(),
                                () -> assertUnexpected(fake, method))));
    }

    private static void assertUnexpected(Object fake, Method method) throws NoSuchMethodException {
        Method own = fake.getClass().getMethod(method.getName(), method.getParameterTypes());
        Object[] arguments =
                Arrays.stream(method.getParameterTypes()).map(ARGUMENTS::get).toArray();
        String name = method.getName();
        String option = "on" + name.substring(0, 1).toUpperCase() + name.substring(1);

        assertThatThrownBy(() -> own.invoke(fake, arguments))
                .hasCauseInstanceOf(AssertionError.class)
                .cause()
                .hasMessageContaining("unexpected call on the fake "
                        + method.getDeclaringClass().getSimpleName())
                .hasMessageContaining(name + "(")
                .hasMessageContaining(option + "(…)");
        assertThat(fake.getClass().getMethods()).extracting(Method::getName).contains(option);
    }

    @Test
    void arcConnect_whenEveryPortIsAFake_thenItsOwnLogicRunsOnThem() {
        FakeRelayDialer relay = FakeRelayDialer.create().refuses(ArcReason.RELAY_TARGET_REFUSED);
        FakeHybridCompute compute = FakeHybridCompute.create().machines(FakeMachine.connected(MACHINE));
        RecordingListener heard = RecordingListener.create();
        ArcConnect arc = ArcConnect.builder()
                .credential(TestCredential.create())
                .listener(heard)
                .ports(ports -> ports.hybridCompute(compute)
                        .hybridConnectivity(FakeHybridConnectivity.create().enabled(RelayService.ssh()))
                        .resourceManager(FakeResourceManager.create())
                        .runCommands(FakeRunCommands.create())
                        .relayDialer(relay)
                        .extensionProvisioner(
                                FakeExtensionProvisioner.create().succeeds(ProvisionOutcome.Action.CREATED))
                        .localListener(FakeLocalListener.create())
                        .localDialer(FakeLocalDialer.refusing()))
                .build();

        StepVerifier.create(arc.machine(MACHINE).dial(RelayService.ssh()))
                .expectErrorSatisfies(refused -> assertThat(refused)
                        .isInstanceOfSatisfying(
                                RelayException.class,
                                known -> assertThat(known.reason()).isEqualTo(ArcReason.RELAY_TARGET_REFUSED)))
                .verify(LIMIT);
        ProvisionOutcome outcome = arc.machine(MACHINE)
                .provision(ExtensionSpec.openSshForWindows())
                .block(LIMIT);
        MachineState state = arc.machine(MACHINE).state().block(LIMIT);

        assertThat(relay.calls()).containsExactly("dial(credentials, SSH:22)");
        assertThat(outcome.changed()).isTrue();
        assertThat(state.id()).isEqualTo(MACHINE);
        assertThat(heard.next(DialFailedEvent.class).block(LIMIT)).isNotNull();
        arc.close().block(LIMIT);
    }

    @Test
    void calls_whenSubscribedTwice_thenAskedAndRecordedTwice() {
        AtomicInteger asked = new AtomicInteger();
        FakeExtensionProvisioner provisioner = FakeExtensionProvisioner.create()
                .onEnsure((machine, extension) -> Mono.fromRunnable(asked::incrementAndGet));

        Mono<ProvisionOutcome> ensuring = provisioner.ensure(MACHINE, ExtensionSpec.openSshForWindows());
        assertThat(provisioner.calls()).isEmpty();
        ensuring.block(LIMIT);
        ensuring.block(LIMIT);

        assertThat(asked).hasValue(2);
        assertThat(provisioner.calls())
                .containsExactly("ensure(web-01, WindowsOpenSSH)", "ensure(web-01, WindowsOpenSSH)");
    }

    @Test
    void putRunCommand_whenRecorded_thenTheScriptIsNotShown() {
        FakeRunCommands commands = FakeRunCommands.create().returns(0, "fine");

        String output = commands.putRunCommand(MACHINE, "keys", "westeurope", "password=1", Duration.ofMinutes(1))
                .map(state -> state.output())
                .block(LIMIT);

        assertThat(output).isEqualTo("fine");
        assertThat(commands.calls()).containsExactly("putRunCommand(web-01, keys, script, PT1M)");
    }

    @Test
    void dial_whenNothingAnswersLocally_thenConnectException() {
        StepVerifier.create(FakeLocalDialer.refusing().dial("localhost", 5432))
                .expectError(ConnectException.class)
                .verify(LIMIT);
    }

    @Test
    void bind_whenThePortIsSomebodyElses_thenItIsTaken() {
        FakeLocalListener computer = FakeLocalListener.create().taken(3390);
        InetSocketAddress wanted = new InetSocketAddress("127.0.0.1", 3390);

        StepVerifier.create(computer.bind(wanted, connection -> Mono.empty()))
                .expectError(java.net.BindException.class)
                .verify(LIMIT);
        assertThat(computer.binds()).containsExactly(wanted);
    }
}
