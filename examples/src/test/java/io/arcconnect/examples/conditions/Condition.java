package io.arcconnect.examples.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.policy.FixedDelay;
import com.azure.core.http.policy.RetryPolicy;
import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.ArcMachine;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ErrorReason;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.ArcEmulatorBuilder;
import io.arcconnect.testkit.ArmCall;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.RunningMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** One condition of protocol.md 9 on an emulator of its own: the trouble, the call, and what must come of it. */
final class Condition {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final String row;
    private EmulatedMachine machine =
            EmulatedMachine.linux("web-01").ssh(EmbeddedSsh.create().password("ada", "pw"));
    private Consumer<ArcEmulatorBuilder> world = builder -> {};
    private Consumer<ArcConnectBuilder> options = builder -> {};
    private BiConsumer<ArcEmulator, RunningMachine> trouble = (emulator, running) -> {};
    private BiConsumer<ArcMachine, RunningMachine> before = (handle, running) -> {};
    private Function<ArcMachine, Mono<?>> call = Condition::dial;
    private final List<BiConsumer<ArcEmulator, ArcConnectException>> checks = new ArrayList<>();

    private Condition(String row) {
        this.row = row;
    }

    /** Starts with an enabled Linux machine that is dialed. */
    static Condition row(String numberAndTitle) {
        return new Condition(numberAndTitle).on(EmulatedMachine::enabled);
    }

    /** Starts with a machine on which nothing is set up. */
    static Condition fresh(String numberAndTitle) {
        return new Condition(numberAndTitle);
    }

    /** Starts with a Windows machine on which the extension for OpenSSH is provisioned. */
    static Condition provisioning(String numberAndTitle) {
        Condition condition = new Condition(numberAndTitle);
        condition.machine = EmulatedMachine.windows("web-01");
        condition.call = handle -> handle.provision(ExtensionSpec.openSshForWindows());
        return condition;
    }

    Condition on(UnaryOperator<EmulatedMachine> change) {
        machine = change.apply(machine);
        return this;
    }

    Condition in(Consumer<ArcEmulatorBuilder> newWorld) {
        world = newWorld;
        return this;
    }

    Condition with(Consumer<ArcConnectBuilder> newOptions) {
        options = options.andThen(newOptions);
        return this;
    }

    Condition allowed(ServicePolicy policy) {
        return with(builder -> builder.servicePolicy(policy));
    }

    Condition when(BiConsumer<ArcEmulator, RunningMachine> newTrouble) {
        trouble = newTrouble;
        return this;
    }

    /** What happens between a call that works and the one that counts. */
    Condition after(Function<ArcMachine, Mono<?>> first, Consumer<RunningMachine> then) {
        before = (handle, running) -> {
            first.apply(handle).block(LIMIT);
            then.accept(running);
        };
        return this;
    }

    Condition calling(Function<ArcMachine, Mono<?>> newCall) {
        call = newCall;
        return this;
    }

    /** The call fails with a reason and says these things, in its message with its facts. */
    Condition fails(ErrorReason reason, String... words) {
        checks.add((emulator, error) -> {
            assertThat(error).as("nothing failed").isNotNull();
            assertThat(error.reason()).as(error.getMessage()).isEqualTo(reason);
            for (String word : words) {
                assertThat(error.getMessage()).contains(word);
            }
            assertThat(error.getMessage()).contains(reason.remedy());
        });
        return this;
    }

    Condition succeeds() {
        checks.add((emulator, error) -> assertThat(error).isNull());
        return this;
    }

    /** These calls reach Azure Resource Manager, in this order and no others. */
    Condition asking(ArmCall... calls) {
        checks.add((emulator, error) -> assertThat(emulator.requests())
                .extracting(request -> request.call())
                .containsExactly(calls));
        return this;
    }

    Condition writing(int writes) {
        checks.add((emulator, error) -> assertThat(emulator.requests().stream()
                        .filter(request -> request.isWrite())
                        .count())
                .isEqualTo(writes));
        return this;
    }

    Condition asking(ArmCall one, int times) {
        checks.add((emulator, error) -> assertThat(emulator.requests(one)).hasSize(times));
        return this;
    }

    void run() {
        ArcEmulatorBuilder builder = ArcEmulator.builder().machine(machine);
        world.accept(builder);
        try (ArcEmulator emulator = builder.start()) {
            RunningMachine running = emulator.machine("web-01");
            ArcConnectBuilder client = emulator.arcConnect()
                    .retryPolicy(new RetryPolicy(new FixedDelay(2, Duration.ofMillis(1))))
                    .timing(timing -> timing.dialBudget(Duration.ofSeconds(1), Duration.ofSeconds(1)));
            options.accept(client);
            ArcConnect arc = client.build();
            try {
                ArcMachine handle = arc.machine(running.id());
                before.accept(handle, running);
                trouble.accept(emulator, running);
                ArcConnectException error = errorOf(call.apply(handle));
                checks.forEach(check -> check.accept(emulator, error));
            } finally {
                arc.close().block(LIMIT);
            }
        }
    }

    static Mono<?> dial(ArcMachine handle) {
        return handle.dial(RelayService.ssh()).flatMap(DuplexStream::close);
    }

    private static ArcConnectException errorOf(Mono<?> call) {
        return call.<ArcConnectException>then(Mono.empty())
                .onErrorResume(ArcConnectException.class, Mono::just)
                .block(LIMIT);
    }

    @Override
    public String toString() {
        return row;
    }
}
