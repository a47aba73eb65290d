package io.arcconnect.internal.provision;

import static io.arcconnect.internal.provision.ScriptedCompute.MACHINE;
import static io.arcconnect.internal.provision.ScriptedCompute.machine;
import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ProvisioningException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;

/** A removal stays queued as an installation does: protocol.md 1.3 and 9, row 28. */
@Timeout(30)
class ExtensionRemovalTest {

    private final ScriptedCompute compute = new ScriptedCompute();
    private final ExtensionRemoval removal = new ExtensionRemoval(
            compute, Duration.ofMinutes(15), Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC));

    @Test
    void remove_whenItEnds_thenDone() {
        compute.deletes.add(Mono.defer(() -> Mono.delay(Duration.ofMinutes(14)).then()));

        StepVerifier.withVirtualTime(() -> removal.remove(MACHINE, "WindowsOpenSSH"))
                .thenAwait(Duration.ofMinutes(14))
                .verifyComplete();
    }

    @Test
    void remove_whenTheMachineIsDisconnected_thenPendingSinceWhen() {
        compute.machines.clear();
        compute.machines.add(Mono.just(machine("Disconnected")));
        PublisherProbe<Void> deletion = PublisherProbe.of(Mono.never());
        compute.deletes.add(deletion.mono());

        fails("still queued after 15 minutes: the machine is Disconnected since 2026-11-22T07:00:00Z (3 hours)");

        deletion.assertWasCancelled();
    }

    @Test
    void remove_whenNothingIsAnswered_thenPendingAllTheSame() {
        compute.machines.clear();
        compute.machines.add(Mono.never());
        compute.deletes.add(Mono.never());

        fails("the removal of WindowsOpenSSH is still queued after 15 minutes.");
    }

    private void fails(String words) {
        StepVerifier.withVirtualTime(() -> removal.remove(MACHINE, "WindowsOpenSSH"))
                .thenAwait(Duration.ofMinutes(16))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(ProvisioningException.class, told -> {
                            assertThat(told.reason()).isEqualTo(ArcReason.PROVISIONING_PENDING);
                            assertThat(told).hasMessageContaining(words);
                        }));
    }
}
