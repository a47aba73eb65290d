package io.arcconnect.testkit;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.RunCommandState;
import io.arcconnect.spi.RunCommandApi;
import io.arcconnect.testkit.internal.fake.PortScript;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/**
 * Run commands without Azure. A call that the test said nothing about throws an {@link AssertionError} that names it, and what
 * says it, at the call. The record has no scripts, which may be secret.
 *
 * <p>Mutable and safe for any thread: what is said counts for subscriptions from then on.
 */
public final class FakeRunCommands implements RunCommandApi {

    private final PortScript script = new PortScript("RunCommandApi");

    private FakeRunCommands() {}

    /** {@return one that answers nothing yet} */
    public static FakeRunCommands create() {
        return new FakeRunCommands();
    }

    /**
     * Lets every script end with a status, and be taken away.
     *
     * @param exitCode the script's
     * @param output what it wrote
     * @return this
     */
    public FakeRunCommands returns(int exitCode, String output) {
        Objects.requireNonNull(output, "output");
        RunCommandState state = new RunCommandState("Succeeded", "Succeeded", "", OptionalInt.of(exitCode), output, "");
        return onPutRunCommand((machine, text) -> Mono.just(state)).onDeleteRunCommand((machine, name) -> Mono.empty());
    }

    /**
     * Answers {@link #putRunCommand}.
     *
     * @param answer for a machine and a script
     * @return this
     */
    public FakeRunCommands onPutRunCommand(BiFunction<MachineId, String, Mono<RunCommandState>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("putRunCommand", arguments -> answer.apply((MachineId) arguments[0], ((Hidden) arguments[2]).text));
        return this;
    }

    /**
     * Answers {@link #deleteRunCommand}.
     *
     * @param answer for a machine and a run command's name
     * @return this
     */
    public FakeRunCommands onDeleteRunCommand(BiFunction<MachineId, String, Mono<Void>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("deleteRunCommand", arguments -> answer.apply((MachineId) arguments[0], (String) arguments[1]));
        return this;
    }

    /** {@return the calls so far, one a subscription, oldest first, such as {@code deleteRunCommand(web-01, keys)}} */
    public List<String> calls() {
        return script.calls();
    }

    @Override
    public Mono<RunCommandState> putRunCommand(
            MachineId machine, String name, String location, String text, Duration timeout) {
        return script.<RunCommandState>call("putRunCommand", machine, name, new Hidden(text), timeout)
                .singleOrEmpty();
    }

    @Override
    public Mono<Void> deleteRunCommand(MachineId machine, String name) {
        return script.<Void>call("deleteRunCommand", machine, name).then();
    }

    private record Hidden(String text) {

        @Override
        public String toString() {
            return "script";
        }
    }
}
