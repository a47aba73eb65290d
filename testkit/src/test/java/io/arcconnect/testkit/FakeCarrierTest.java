package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.StreamOpener;
import io.arcconnect.testkit.contract.StreamOpenerContract;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** The carrier in memory, under the contract of carriers. */
class FakeCarrierTest implements StreamOpenerContract {

    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final MachineId MACHINE = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "win-01");

    private final FakeCarrier carrier =
            FakeCarrier.create().echo("localhost", 7).desktop("localhost", 3389).forbid("localhost", 5900);

    @Override
    public StreamOpener open() {
        return carrier.open(FakeRoute.to(MACHINE)).blockOptional(BOUND).orElseThrow();
    }

    @Override
    public InetSocketAddress echo() {
        return InetSocketAddress.createUnresolved("localhost", 7);
    }

    @Override
    public InetSocketAddress nothing() {
        return InetSocketAddress.createUnresolved("localhost", 1);
    }

    @Override
    public Optional<InetSocketAddress> forbidden() {
        return Optional.of(InetSocketAddress.createUnresolved("localhost", 5900));
    }

    @Override
    public void lose(StreamOpener session) {
        carrier.lose(new RelayException(Failure.of(ArcReason.RELAY_CONNECTION_LOST, Stage.DIAL, "cut on purpose")));
    }

    @Test
    void asked_whenStreamsWereWanted_thenTheirPlaces() {
        StreamOpener session = open();

        session.openStream("localhost", 7).block(BOUND).close().block(BOUND);
        session.openStream("nobody", 9).onErrorComplete().block(BOUND);

        assertThat(carrier.asked()).containsExactly("localhost:7", "nobody:9");
        assertThat(carrier.sessions()).isOne();
        session.close().block(BOUND);
        assertThat(carrier.sessions()).isZero();
    }

    @Test
    void stop_whenSaid_thenTheNextStreamIsRefusedWithTheMachine() {
        StreamOpener session = open();
        carrier.stop("localhost", 7);

        StepVerifier.create(session.openStream("localhost", 7))
                .expectErrorMessage("stream.target_refused win-01: nothing answers at localhost:7. "
                        + ArcReason.STREAM_TARGET_REFUSED.remedy())
                .verify(BOUND);
    }

    @Test
    void hang_whenSaid_thenNoAnswerUntilTheSessionEnds() {
        StreamOpener session = open();
        carrier.hang("localhost", 7);

        StepVerifier.create(session.openStream("localhost", 7))
                .expectSubscription()
                .then(() -> session.close().block(BOUND))
                .expectError()
                .verify(BOUND);
    }
}
