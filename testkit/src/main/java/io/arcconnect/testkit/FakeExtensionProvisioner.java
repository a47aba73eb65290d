package io.arcconnect.testkit;

import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.ProvisionOutcome;
import io.arcconnect.spi.ExtensionProvisioner;
import io.arcconnect.testkit.internal.fake.PortScript;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/**
 * Installs nothing. A call that the test said nothing about throws an {@link AssertionError} that names it, and what says it, at
 * the call.
 *
 * <p>Mutable and safe for any thread: what is said counts for subscriptions from then on.
 */
public final class FakeExtensionProvisioner implements ExtensionProvisioner {

    private final PortScript script = new PortScript("ExtensionProvisioner");

    private FakeExtensionProvisioner() {}

    /** {@return one that answers nothing yet} */
    public static FakeExtensionProvisioner create() {
        return new FakeExtensionProvisioner();
    }

    /**
     * Lets every extension be there, at once.
     *
     * @param action how it came to be
     * @return this
     */
    public FakeExtensionProvisioner succeeds(ProvisionOutcome.Action action) {
        Objects.requireNonNull(action, "action");
        return onEnsure((machine, extension) ->
                Mono.just(new ProvisionOutcome(machine, action, installed(machine, extension), Duration.ZERO)));
    }

    /**
     * Answers {@link #ensure}.
     *
     * @param answer for a machine and an extension
     * @return this
     */
    public FakeExtensionProvisioner onEnsure(BiFunction<MachineId, ExtensionSpec, Mono<ProvisionOutcome>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("ensure", arguments -> answer.apply((MachineId) arguments[0], (ExtensionSpec) arguments[1]));
        return this;
    }

    /** {@return the calls so far, one a subscription, oldest first, such as {@code ensure(web-01, WindowsOpenSSH)}} */
    public List<String> calls() {
        return script.calls();
    }

    /**
     * Makes the state of an extension that was installed as it was asked for.
     *
     * @param machine where
     * @param extension what
     * @return its state, {@code Succeeded}
     */
    public static ExtensionState installed(MachineId machine, ExtensionSpec extension) {
        return new ExtensionState(
                machine.resourceId() + "/extensions/" + extension.name(),
                extension.name(),
                "westeurope",
                "Microsoft.HybridCompute/machines/extensions",
                extension.publisher(),
                extension.type(),
                extension.typeHandlerVersion(),
                extension.autoUpgradeMinorVersion(),
                extension.enableAutomaticUpgrade(),
                "Succeeded",
                Optional.empty());
    }

    @Override
    public Mono<ProvisionOutcome> ensure(MachineId machine, ExtensionSpec extension) {
        return script.<ProvisionOutcome>call("ensure", machine, extension).singleOrEmpty();
    }
}
