package io.arcconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.RelayDialer;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.Fault;
import io.arcconnect.testkit.RunningMachine;
import io.arcconnect.testkit.internal.net.EchoServer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * What every {@link RelayDialer} must do, asked against the emulated relay (protocol.md 3.1 to 3.3). Implement {@link #dialer};
 * the tests come along.
 */
@Timeout(120)
public interface RelayDialerContract {

    /**
     * Makes a dialer that trusts the emulator.
     *
     * @param emulator whose {@link ArcEmulator#authority()} it trusts
     * @return the dialer; one try of it takes at least 5 seconds before it gives up
     */
    RelayDialer dialer(ArcEmulator emulator);

    /** Nothing is dialed before someone subscribes, and every subscription dials. */
    @Test
    default void dial_whenSubscribedTwice_thenTwoStreamsThatWork() {
        try (RelayFixture relay = new RelayFixture(this)) {
            Mono<DuplexStream> dial = relay.dial();
            assertThat(relay.emulator.dials()).isEmpty();

            DuplexStream first = dial.blockOptional(Waiting.SOON).orElseThrow();
            DuplexStream second = dial.blockOptional(Waiting.SOON).orElseThrow();

            assertThat(relay.emulator.dials()).hasSize(2).extracting("id").doesNotHaveDuplicates();
            assertThat(relay.echo(first, 1)).isEqualTo((byte) 1);
            assertThat(relay.echo(second, 2)).isEqualTo((byte) 2);
            first.close().block(Waiting.SOON);
            second.close().block(Waiting.SOON);
            Waiting.until("both are closed", () -> relay.machine.openConnections() == 0);
        }
    }

    /** The reason comes from the status and the text of the answer. */
    @Test
    default void dial_whenRefused_thenReasonIsTakenFromTheAnswer() {
        Map<Fault, ArcReason> answers = Map.of(
                Fault.endpointDoesNotExist(), ArcReason.RELAY_LISTENER_NOT_FOUND,
                Fault.noListeners(), ArcReason.RELAY_LISTENER_NOT_FOUND,
                Fault.tokenExpired(), ArcReason.RELAY_TOKEN_EXPIRED,
                Fault.relayForbidden(), ArcReason.RELAY_FORBIDDEN,
                Fault.targetRefused(22), ArcReason.RELAY_TARGET_REFUSED,
                Fault.relayError(), ArcReason.RELAY_UNAVAILABLE,
                Fault.gatewayTimeout(), ArcReason.RELAY_HANDSHAKE_TIMED_OUT);
        try (RelayFixture relay = new RelayFixture(this)) {
            answers.forEach((fault, reason) -> {
                relay.machine.faults(fault.once());

                assertThatThrownBy(() -> relay.dial().block(Waiting.SOON))
                        .isInstanceOfSatisfying(
                                RelayException.class,
                                refused -> assertThat(refused.reason()).isEqualTo(reason));
            });
        }
    }

    /** A refusal names machine, stage and evidence, and no secret. */
    @Test
    default void dial_whenRefused_thenNamesMachineStageAndTrackingIdButNoSecret() {
        try (RelayFixture relay = new RelayFixture(this)) {
            relay.machine.faults(Fault.noListeners().once());

            assertThatThrownBy(() -> relay.dial().block(Waiting.SOON))
                    .isInstanceOfSatisfying(RelayException.class, refused -> {
                        assertThat(refused.machine()).contains(relay.machine.id());
                        assertThat(refused.stage()).isEqualTo(Stage.DIAL);
                        assertThat(refused.facts()).containsKey("trackingId");
                        assertThat(refused.toString())
                                .doesNotContain(relay.credentials.accessKey().reveal())
                                .doesNotContain(relay.credentials
                                        .serviceConfigurationToken()
                                        .reveal());
                    });
        }
    }

    /** A connection that is lost before the answer is a {@link RelayException} as well. */
    @Test
    default void dial_whenConnectionIsResetInstead_thenRelayException() {
        try (RelayFixture relay = new RelayFixture(this)) {
            relay.machine.faults(Fault.dialReset().once());

            assertThatThrownBy(() -> relay.dial().block(Waiting.SOON)).isInstanceOf(RelayException.class);
        }
    }

    /** A dial that is cancelled while the relay holds its answer goes away at once. */
    @Test
    default void dial_whenCancelledWhileHeld_thenConnectionIsClosed() {
        try (RelayFixture relay = new RelayFixture(this)) {
            relay.machine.faults(Fault.heldHandshake().once());
            Disposable dial = relay.dial().subscribe(stream -> {}, error -> {});
            Waiting.until("the relay holds the dial", () -> relay.emulator.heldDials() == 1);

            dial.dispose();

            Waiting.until("the connection is closed", () -> relay.emulator.heldDials() == 0);
            assertThat(relay.emulator.dials())
                    .singleElement()
                    .extracting("status")
                    .isEqualTo(0);
        }
    }

    /** Whenever a dial is cancelled, nothing stays open. */
    @Test
    default void dial_whenCancelledAtAnyMoment_thenNothingStaysOpen() {
        try (RelayFixture relay = new RelayFixture(this)) {
            for (int attempt = 0; attempt < 40; attempt++) {
                Disposable dial = relay.dial()
                        .doOnDiscard(
                                DuplexStream.class, stream -> stream.close().subscribe())
                        .delayUntil(stream -> stream.close())
                        .subscribe(stream -> {}, error -> {});
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(attempt * 250L));
                dial.dispose();
            }

            Waiting.until("nothing is held", () -> relay.emulator.heldDials() == 0);
            Waiting.until("nothing is open", () -> relay.machine.openConnections() == 0);
        }
    }

    /** What a contract test dials: an emulated machine that echoes. */
    final class RelayFixture implements AutoCloseable {

        private final EchoServer echo = new EchoServer();
        private final ArcEmulator emulator;
        private final RunningMachine machine;
        private final RelayCredentials credentials;
        private final RelayDialer dialer;

        private RelayFixture(RelayDialerContract contract) {
            // By address: not every resolver knows the names below localhost, and the dialer's own is asked.
            emulator = ArcEmulator.builder()
                    .relayByAddress()
                    .machine(EmulatedMachine.windows("win-01")
                            .target(22, echo.address())
                            .enabled())
                    .start();
            machine = emulator.machine("win-01");
            credentials = machine.relayCredentials(RelayService.ssh(), Duration.ofHours(1));
            dialer = contract.dialer(emulator);
        }

        private Mono<DuplexStream> dial() {
            return dialer.dial(credentials, RelayService.ssh());
        }

        private byte echo(DuplexStream stream, int value) {
            return stream.send(Mono.just(ByteBuffer.wrap(new byte[] {(byte) value})))
                    .then(stream.receive().next())
                    .map(ByteBuffer::get)
                    .blockOptional(Waiting.SOON)
                    .orElseThrow();
        }

        @Override
        public void close() {
            emulator.close();
            echo.close();
        }
    }
}
