package io.arcconnect.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadBurstsTest {

    private static final int LENGTH = 2_048;

    @SuppressWarnings("deprecation")
    private final ExtendedHandle handle = (ExtendedHandle) new ReadBursts().newHandle();

    @BeforeEach
    void begin() {
        DefaultChannelConfig onRequest = new DefaultChannelConfig(new EmbeddedChannel());
        onRequest.setAutoRead(false);
        handle.reset(onRequest);
    }

    @Test
    void continueReading_whenTheSocketFillsEachBuffer_thenFourForOneRequest() {
        assertThat(goesOnAfter(LENGTH)).isTrue();
        assertThat(goesOnAfter(LENGTH)).isTrue();
        assertThat(goesOnAfter(LENGTH)).isTrue();
        assertThat(goesOnAfter(LENGTH)).isFalse();
    }

    @Test
    void continueReading_whenABufferHasRoomLeft_thenNoMore() {
        assertThat(goesOnAfter(LENGTH - 1)).isFalse();
    }

    @Test
    void continueReading_whenTheEndHasCome_thenNoMore() {
        assertThat(goesOnAfter(-1)).isFalse();
    }

    @Test
    void continueReading_whenTheTransportKnowsThatThereIsMore_thenItIsBelieved() {
        read(LENGTH - 1);

        assertThat(handle.continueReading(() -> true)).isTrue();
    }

    private boolean goesOnAfter(int bytes) {
        read(bytes);
        return handle.continueReading();
    }

    private void read(int bytes) {
        handle.attemptedBytesRead(LENGTH);
        handle.lastBytesRead(bytes);
        handle.incMessagesRead(1);
    }
}
