package io.arcconnect.internal.plan;

import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.ProviderState;
import io.arcconnect.model.RelayService;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A machine as it is, as far as a plan needs to know.
 *
 * @param machine its state
 * @param provider the resource provider's registration; empty where the caller may not read it
 * @param hasEndpoint whether it has a connectivity endpoint
 * @param service the configured service of the wanted name, if there is one
 * @param extensions its extensions, where they matter
 * @param sshAnswers whether an SSH server answers on the wanted port; empty when that cannot be found out
 */
record Observation(
        MachineState machine,
        Optional<ProviderState> provider,
        boolean hasEndpoint,
        Optional<RelayService> service,
        List<ExtensionState> extensions,
        Optional<Boolean> sshAnswers) {

    Observation {
        extensions = List.copyOf(extensions);
    }

    /** {@return whether the provider is known not to be usable} */
    boolean lacksProvider() {
        return provider.filter(state -> !state.isRegistered()).isPresent();
    }

    /** {@return the extension of that kind, whatever its name} */
    Optional<ExtensionState> extension(ExtensionSpec wanted) {
        return extensions.stream()
                .filter(there -> there.publisher().equalsIgnoreCase(wanted.publisher())
                        && there.type().equalsIgnoreCase(wanted.type()))
                .findFirst();
    }

    /** {@return the extension of that name, whatever its kind} */
    Optional<ExtensionState> named(String name) {
        return extensions.stream()
                .filter(there -> there.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** {@return the names of extensions that somebody is installing at this moment} */
    Set<String> underWay() {
        return extensions.stream()
                .filter(there -> !there.isTerminal())
                .map(ExtensionState::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
