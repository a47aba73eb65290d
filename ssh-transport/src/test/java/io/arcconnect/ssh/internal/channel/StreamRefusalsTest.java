package io.arcconnect.ssh.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.ssh.DirectArc;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import java.io.IOException;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamRefusalsTest {

    @Test
    void inCommonWords_whenThePolicyForbids_thenProhibitedAndTheRestIsKept() {
        SshException told = StreamRefusals.inCommonWords(answered(1));

        assertThat(told.reason()).isEqualTo(ArcReason.STREAM_PROHIBITED);
        assertThat(told.machine()).contains(DirectArc.ID);
        assertThat(told.facts()).containsEntry("trackingId", "t-1");
        assertThat(told)
                .hasMessageStartingWith("stream.prohibited lin-01: the server refused a channel. Ask")
                .hasCauseInstanceOf(SshChannelOpenException.class);
    }

    @Test
    void inCommonWords_whenNothingAnswers_thenTargetRefused() {
        assertThat(StreamRefusals.inCommonWords(answered(2)).reason()).isEqualTo(ArcReason.STREAM_TARGET_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 5, -1})
    void inCommonWords_whenTheCodeIsAnother_thenTheSessionsOwn(int code) {
        SshException refusal = answered(code);

        assertThat(StreamRefusals.inCommonWords(refusal)).isSameAs(refusal);
    }

    @Test
    void inCommonWords_whenTheServerSaidNothing_thenTheSessionsOwn() {
        SshException refusal = refusal(SshReason.CHANNEL_REFUSED, new IOException("no answer within 30 s"));

        assertThat(StreamRefusals.inCommonWords(refusal)).isSameAs(refusal);
    }

    @Test
    void inCommonWords_whenTheSessionWasLost_thenTheLoss() {
        SshException loss = refusal(SshReason.SESSION_LOST, new SshChannelOpenException(0, 1, "prohibited"));

        assertThat(StreamRefusals.inCommonWords(loss)).isSameAs(loss);
    }

    private static SshException answered(int code) {
        return refusal(SshReason.CHANNEL_REFUSED, new SshChannelOpenException(0, code, "said so"));
    }

    private static SshException refusal(SshReason reason, Exception cause) {
        return new SshException(Failure.of(reason, Stage.CHANNEL, "the server refused a channel")
                .on(DirectArc.ID)
                .with("trackingId", "t-1")
                .causedBy(cause));
    }
}
