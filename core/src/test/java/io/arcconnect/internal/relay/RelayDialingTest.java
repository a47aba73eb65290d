package io.arcconnect.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.internal.time.ServiceClock;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.RelayCredentialBroker;
import io.arcconnect.spi.event.DialWaitingEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Waiting for an agent: protocol.md 3.3 and 3.4, in virtual time. */
class RelayDialingTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<String> dialed = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private final List<RelayCredentials> forgotten = new ArrayList<>();
    private RelayCredentials issued = Credentials.valid();
    private Mono<MachineState> known = Mono.error(new IllegalStateException("nobody knows"));
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    private final RelayCredentialBroker broker = new RelayCredentialBroker() {
        @Override
        public Mono<RelayCredentials> credentials(MachineId machine, RelayService service) {
            return Mono.fromSupplier(() -> issued);
        }

        @Override
        public Mono<RelayCredentials> renew(MachineId machine, RelayService service, RelayCredentials rejected) {
            return Mono.fromSupplier(() -> Credentials.named("azgn-renewed", Optional.empty()));
        }

        @Override
        public void rejected(MachineId machine, RelayService service, RelayCredentials refused) {
            forgotten.add(refused);
        }
    };

    private Mono<DuplexStream> dial(ArcReason answer) {
        RelayDialing dialing = new RelayDialing(
                (credentials, service) -> Mono.defer(() -> {
                    dialed.add(credentials.namespaceName());
                    return Mono.error(new RelayException(Failure.of(answer, Stage.DIAL, "scripted")));
                }),
                Duration.ofSeconds(150),
                Duration.ofSeconds(60),
                clock,
                event -> {
                    if (event instanceof DialWaitingEvent waiting) {
                        waits.add(waiting.budget());
                    }
                },
                new AgentAbsence(machine -> known),
                Optional.empty());
        return dialing.dial(broker, Credentials.MACHINE, RelayService.ssh());
    }

    @Test
    void dial_whenNobodyListens_thenTheSameCredentialsAreTriedForAMinute() {
        StepVerifier.withVirtualTime(() -> dial(ArcReason.RELAY_LISTENER_NOT_FOUND))
                .thenAwait(Duration.ofSeconds(61))
                .expectErrorSatisfies(error -> {
                    assertThat(((RelayException) error).reason()).isEqualTo(ArcReason.RELAY_LISTENER_NOT_FOUND);
                    assertThat(((RelayException) error).facts()).containsEntry("waited", "57s");
                })
                .verify(Duration.ofSeconds(10));

        assertThat(dialed).hasSize(14).containsOnly("azgn-x");
        assertThat(waits).hasSize(13).containsOnly(Duration.ofSeconds(60));
    }

    @Test
    void dial_whenTheServiceWasSetUpTenSecondsAgo_thenTheLongBudgetCountsFromThen() {
        issued = Credentials.named("azgn-x", Optional.of(NOW.minusSeconds(10)));

        StepVerifier.withVirtualTime(() -> dial(ArcReason.RELAY_LISTENER_NOT_FOUND))
                .thenAwait(Duration.ofSeconds(141))
                .expectError(RelayException.class)
                .verify(Duration.ofSeconds(10));

        assertThat(waits).containsOnly(Duration.ofSeconds(140));
    }

    @Test
    void dial_whenTheServiceWasSetUpLongAgo_thenTheShortBudget() {
        issued = Credentials.named("azgn-x", Optional.of(NOW.minusSeconds(1_000)));

        StepVerifier.withVirtualTime(() -> dial(ArcReason.RELAY_LISTENER_NOT_FOUND))
                .thenAwait(Duration.ofSeconds(61))
                .expectError(RelayException.class)
                .verify(Duration.ofSeconds(10));

        assertThat(waits).containsOnly(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @EnumSource(names = {"RELAY_TARGET_REFUSED", "RELAY_FORBIDDEN", "RELAY_PROXY_INTERFERENCE", "RELAY_UNREACHABLE"})
    void dial_whenWaitingCannotHelp_thenFailsAtOnce(ArcReason reason) {
        StepVerifier.withVirtualTime(() -> dial(reason))
                .expectError(RelayException.class)
                .verify(Duration.ofSeconds(10));

        assertThat(dialed).hasSize(1);
        assertThat(waits).isEmpty();
    }

    @Test
    void dial_whenTheCredentialsAreRefused_thenRenewedOnce() {
        StepVerifier.withVirtualTime(() -> dial(ArcReason.RELAY_TOKEN_EXPIRED))
                .expectErrorSatisfies(
                        error -> assertThat(((RelayException) error).reason()).isEqualTo(ArcReason.RELAY_TOKEN_EXPIRED))
                .verify(Duration.ofSeconds(10));

        assertThat(dialed).containsExactly("azgn-x", "azgn-renewed");
    }

    @Test
    void dial_whenForbidden_thenTheCredentialsAreForgotten() {
        StepVerifier.withVirtualTime(() -> dial(ArcReason.RELAY_FORBIDDEN))
                .expectError(RelayException.class)
                .verify(Duration.ofSeconds(10));

        assertThat(forgotten).containsExactly(issued);
    }

    @Test
    void dial_whenTheCredentialsAreRefusedAndTheClockIsWrong_thenTheErrorSaysSo() {
        ServiceClock wrong = new ServiceClock(clock);
        wrong.observe("Wed, 31 Dec 2025 23:50:00 GMT");
        clock = wrong;

        StepVerifier.withVirtualTime(() -> dial(ArcReason.RELAY_TOKEN_EXPIRED))
                .expectErrorSatisfies(
                        error -> assertThat(error).hasMessageContaining("clock is 10 minutes ahead of Azure's"))
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void dial_whenTheAgentRejects_thenListedAnewOnce() {
        StepVerifier.withVirtualTime(() -> dial(ArcReason.RELAY_AGENT_REJECTED))
                .expectErrorSatisfies(error ->
                        assertThat(((RelayException) error).reason()).isEqualTo(ArcReason.RELAY_AGENT_REJECTED))
                .verify(Duration.ofSeconds(10));

        assertThat(dialed).containsExactly("azgn-x", "azgn-renewed");
    }

    @Test
    void dial_whenNobodyListensAndTheMachineTellsWhy_thenTheErrorDoes() {
        known = Mono.just(MachineState.builder(Credentials.MACHINE)
                .status("Disconnected")
                .lastStatusChange(NOW)
                .agentVersion("1.9.0.1")
                .privateLinkScope("/subscriptions/x/scope")
                .build());

        StepVerifier.withVirtualTime(() -> dial(ArcReason.RELAY_LISTENER_NOT_FOUND))
                .thenAwait(Duration.ofSeconds(61))
                .expectErrorSatisfies(error -> {
                    assertThat(((RelayException) error).reason()).isEqualTo(ArcReason.RELAY_LISTENER_NOT_FOUND);
                    assertThat(error)
                            .hasMessageContaining("Disconnected since 2026-01-01T00:00:00Z")
                            .hasMessageContaining("1.9.0.1 is older than 1.31")
                            .hasMessageContaining("SSH is not supported");
                    assertThat(((RelayException) error).facts())
                            .containsEntry("status", "Disconnected")
                            .containsEntry("privateLinkScope", "/subscriptions/x/scope");
                })
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void dial_whenNobodyListensBecauseTheMachineExpired_thenExpired() {
        known = Mono.just(
                MachineState.builder(Credentials.MACHINE).status("Expired").build());

        StepVerifier.withVirtualTime(() -> dial(ArcReason.RELAY_LISTENER_NOT_FOUND))
                .thenAwait(Duration.ofSeconds(61))
                .expectErrorSatisfies(error ->
                        assertThat(((ArcConnectException) error).reason()).isEqualTo(ArcReason.ARM_MACHINE_EXPIRED))
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void dial_whenNobodyListensAndTheMachineIsNotReadInTime_thenTheErrorAsItWas() {
        known = Mono.never();

        StepVerifier.withVirtualTime(() -> dial(ArcReason.RELAY_LISTENER_NOT_FOUND))
                .thenAwait(Duration.ofSeconds(71))
                .expectErrorSatisfies(error -> assertThat(((RelayException) error).facts())
                        .containsEntry("waited", "57s")
                        .doesNotContainKey("status"))
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void dial_whenCancelledWhileWaiting_thenNoFurtherDial() {
        StepVerifier.withVirtualTime(() -> dial(ArcReason.RELAY_LISTENER_NOT_FOUND))
                .thenAwait(Duration.ofSeconds(2))
                .thenCancel()
                .verify(Duration.ofSeconds(10));

        assertThat(dialed).hasSize(2);
    }
}
