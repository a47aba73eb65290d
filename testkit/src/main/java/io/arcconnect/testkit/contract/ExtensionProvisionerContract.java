package io.arcconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arcconnect.error.ProvisioningException;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.ProvisionOutcome;
import io.arcconnect.spi.ExtensionProvisioner;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/**
 * What every {@link ExtensionProvisioner} must do. Implement the three methods; the tests come along. They install {@link
 * #extension} and leave it there.
 */
@Timeout(1800)
public interface ExtensionProvisionerContract {

    /** {@return the provisioner} */
    ExtensionProvisioner provisioner();

    /** {@return a machine on which {@link #extension} may be installed, or is} */
    MachineId machine();

    /** {@return an extension that can be installed there} */
    ExtensionSpec extension();

    /** {@return an extension that the service says it failed to install there; empty where none does} */
    default Optional<ExtensionSpec> failing() {
        return Optional.empty();
    }

    /** It is there afterwards, and the second time nothing is written. */
    @Test
    default void ensure_whenAskedTwice_thenTheSecondChangesNothing() {
        Mono<ProvisionOutcome> ensuring = provisioner().ensure(machine(), extension());

        ProvisionOutcome first = ensuring.blockOptional(Waiting.LONG).orElseThrow();
        ProvisionOutcome second = ensuring.blockOptional(Waiting.LONG).orElseThrow();

        assertThat(first.machine()).isEqualTo(machine());
        assertThat(first.extension()).matches(ExtensionState::isSucceeded);
        assertThat(first.extension().type()).isEqualToIgnoringCase(extension().type());
        assertThat(second.changed()).isFalse();
        assertThat(second.extension().name()).isEqualTo(first.extension().name());
    }

    /** What the service says it failed to do is an error that says so, and never an outcome. */
    @Test
    default void ensure_whenTheServiceFails_thenProvisioningException() {
        assumeTrue(failing().isPresent(), "skipped: nothing fails there");

        StepVerifier.create(provisioner().ensure(machine(), failing().orElseThrow()))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                ProvisioningException.class,
                                failed -> assertThat(failed.machine()).contains(machine())))
                .verify(Waiting.LONG);
    }
}
