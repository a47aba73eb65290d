package io.arcconnect.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.spi.PushDuplexStream.PushHandler;
import io.arcconnect.spi.StreamEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayFramesTest {

    private static final byte[] CLOSE_1000 = {(byte) 0x88, 2, 3, (byte) 0xE8};
    private static final byte[] CLOSE_1011 = {(byte) 0x88, 2, 3, (byte) 0xF3};

    private final List<StreamEnd> ends = new ArrayList<>();
    private final Received received = new Received();
    private final RelayFrames frames =
            new RelayFrames(Duration.ofMinutes(5), Credentials.MACHINE, "tracking-1", ends::add);
    private final EmbeddedChannel channel = new EmbeddedChannel(frames);

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    /** What a handler was told. */
    private static final class Received implements PushHandler {
        private final List<Byte> bytes = new ArrayList<>();
        private final List<StreamEnd> ends = new ArrayList<>();

        @Override
        public void onBytes(ByteBuffer slice) {
            while (slice.hasRemaining()) {
                bytes.add(slice.get());
            }
        }

        @Override
        public void onClosed(StreamEnd end) {
            ends.add(end);
        }
    }

    private void arrives(byte... bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes));
    }

    @Test
    void attach_whenBytesCameBefore_thenTheyAreDeliveredFirst() {
        arrives((byte) 0x82, (byte) 1, (byte) 'a');
        frames.attach(received);
        frames.startDelivery();
        arrives((byte) 0x82, (byte) 1, (byte) 'b');

        assertThat(received.bytes).containsExactly((byte) 'a', (byte) 'b');
    }

    /** A dial may be given up while the machine's first words are on their way up the pipeline. */
    @Test
    void channelRead_whenEndedBeforeAnybodyReceives_thenReleased() {
        ByteBuf late = Unpooled.copiedBuffer(new byte[] {(byte) 0x82, 1, 'a'});
        frames.finish(StreamEnd.orderly());

        channel.writeInbound(late);

        assertThat(late.refCnt()).isZero();
    }

    @Test
    void attach_whenSomebodyReceives_thenRefused() {
        frames.attach(received);

        assertThatThrownBy(() -> frames.attach(new Received())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void attach_whenClosedHereBefore_thenTheEndIsTold() {
        assertThat(frames.sendClose()).isTrue();
        frames.attach(received);
        frames.startDelivery();
        arrives(CLOSE_1000);

        assertThat(received.ends).containsExactly(StreamEnd.orderly());
        assertThat(ends).containsExactly(StreamEnd.orderly());
    }

    @Test
    void channelRead_whenTheRelayClosesWithAnError_thenLostOnceAndAnswered() {
        frames.attach(received);
        frames.startDelivery();
        arrives(CLOSE_1011);

        assertThat(received.ends)
                .singleElement()
                .satisfies(end -> assertThat(end.cause()).get().asString().contains("relay.connection_lost web-01: "));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void channelRead_whenPinged_thenPongWithTheSamePayload() {
        frames.attach(received);
        frames.startDelivery();
        arrives((byte) 0x89, (byte) 1, (byte) 'p');

        io.netty.buffer.ByteBuf pong = channel.readOutbound();
        assertThat(pong.getByte(0)).isEqualTo((byte) 0x8A);
        assertThat(pong.getByte(6) ^ pong.getByte(2)).isEqualTo('p');
        pong.release();
    }

    @Test
    void channelRead_whenTheProtocolIsBroken_thenLostWithThatReason() {
        frames.attach(received);
        frames.startDelivery();
        arrives((byte) 0xF2, (byte) 0);

        assertThat(ends)
                .singleElement()
                .satisfies(end -> assertThat(end.cause()).get().asString().contains("relay.protocol_violation"));
    }
}
