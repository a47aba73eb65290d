package io.arcconnect.rdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.StreamOpener;
import io.arcconnect.testkit.FakeCarrier;
import io.arcconnect.testkit.FakeRoute;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What a person reads when there is no desktop. */
class RdpTargetTest {

    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final MachineId MACHINE = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "win-01");

    private final FakeCarrier carrier = FakeCarrier.create();
    private final FakeRoute route = FakeRoute.to(MACHINE);

    @Test
    void attempt_whenADesktopAnswers_thenNothingElseIsLookedAt() {
        carrier.desktop("localhost", 3390);

        StepVerifier.create(attempt(3390)).expectComplete().verify(BOUND);

        assertThat(carrier.asked()).containsExactly("localhost:3390");
    }

    @Test
    void attempt_whenNothingListens_thenRemoteDesktopIsOff() {
        assertThat(words(3389)).isEqualTo("nothing listens on port 3389 (Remote Desktop is off, or has another port)");
        assertThat(carrier.asked()).containsExactly("localhost:3389");
    }

    @Test
    void attempt_whenThePolicyForbids_thenTheSettingsToLookAt() {
        carrier.forbid("localhost", 3389);

        assertThat(words(3389))
                .isEqualTo(
                        "the machine's policy forbids connections to port 3389 (AllowTcpForwarding or PermitOpen of its"
                                + " sshd)");
    }

    @Test
    void attempt_whenSomethingElseAnswers_thenWhat() {
        carrier.listen("localhost", 3389, saying("SSH-2.0-OpenSSH_9.2\r\n"));

        assertThat(words(3389)).isEqualTo("an SSH server answers on port 3389 (the wrong port)");
    }

    @Test
    void attempt_whenTheDesktopHasItsUsualPort_thenTheErrorSaysSo() {
        carrier.listen("localhost", 5900, saying("RFB 003.008\n")).desktop("localhost", 3389);

        assertThat(words(5900))
                .isEqualTo("a VNC server answers on port 5900, but a remote desktop answers on port 3389: leave out"
                        + " targetPort(5900)");
        assertThat(carrier.asked()).containsExactly("localhost:5900", "localhost:3389");
    }

    @Test
    void attempt_whenThereIsNoDesktopAtAll_thenBothPortsAreNamed() {
        assertThat(words(3390))
                .isEqualTo(
                        "nothing listens on port 3390 (Remote Desktop is off, or has another port), and nothing listens on"
                                + " port 3389");
    }

    @Test
    void attempt_whenTheCarrierNeverAnswers_thenSoAfterAMinute() {
        carrier.hang("localhost", 3389);

        StepVerifier.withVirtualTime(() -> attempt(3389))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(59))
                .thenAwait(Duration.ofSeconds(1))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RdpException.class)
                        .hasMessageContaining("does not say whether anything listens on port 3389"))
                .verify(BOUND);
    }

    @Test
    void attempt_whenItEndsWithoutAWord_thenSo() {
        carrier.listen("localhost", 3389, stream -> Mono.empty());

        assertThat(words(3389))
                .isEqualTo(
                        "whoever listens on port 3389 ends the connection without a word (the wrong port, or Remote Desktop"
                                + " hangs)");
    }

    @Test
    void attempt_whenTheCarrierIsLostMeanwhile_thenItsOwnReason() {
        RelayException loss =
                new RelayException(Failure.of(ArcReason.RELAY_CONNECTION_LOST, Stage.DIAL, "cut on purpose"));
        carrier.listen("localhost", 3390, stream -> Mono.<Void>fromRunnable(() -> carrier.lose(loss)));

        StepVerifier.create(attempt(3390))
                .expectErrorSatisfies(error -> assertThat(error).isSameAs(loss))
                .verify(BOUND);
    }

    private Mono<Void> attempt(int port) {
        return Mono.defer(() -> {
            StreamOpener session = carrier.open(route).blockOptional(BOUND).orElseThrow();
            return new RdpTarget(port).attempt(session, route);
        });
    }

    private String words(int port) {
        return attempt(port)
                .then(Mono.just("a desktop"))
                .onErrorResume(RdpException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(RdpReason.TARGET_REFUSED);
                    assertThat(refused.machine()).contains(MACHINE);
                    assertThat(refused.facts()).containsEntry("port", "" + port).containsKey("found");
                    return Mono.just(refused.failure().detail());
                })
                .block(BOUND);
    }

    private static Function<DuplexStream, Mono<Void>> saying(String text) {
        return stream -> stream.send(Mono.just(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII))))
                .then(stream.receive().then());
    }
}
