package io.arcconnect.spi.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ActionOutcomeTest {

    @Test
    void toString_whenAnyOutcome_thenOneLineThatHidesNoFailure() {
        RelayException lost = new RelayException(
                Failure.of(ArcReason.RELAY_CONNECTION_LOST, Stage.DIAL, "the relay ended the connection"));

        assertThat(ActionOutcome.completed()).hasToString("completed");
        assertThat(ActionOutcome.exited(OptionalInt.of(2), Optional.empty())).hasToString("completed exit=2");
        assertThat(ActionOutcome.exited(OptionalInt.empty(), Optional.of("TERM")))
                .hasToString("completed signal=TERM");
        assertThat(ActionOutcome.failed(lost)).hasToString("failed relay.connection_lost");
        assertThat(ActionOutcome.failed(new IllegalStateException())).hasToString("failed");
        assertThat(ActionOutcome.cancelled()).hasToString("cancelled");
    }
}
