package io.arcconnect.testkit.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from a machine becomes a frame where it lies. */
class UnmaskedHeadTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 125, 126, 127, 32_767, AgentReads.LARGEST_MESSAGE})
    void before_whenThereIsRoom_thenTheSameBufferIsAFrame(int length) {
        byte[] payload = new byte[length];
        new Random(7).nextBytes(payload);
        ByteBuf read = read(payload);

        Object framed = UnmaskedHead.before(read);

        assertThat(framed).isSameAs(read);
        EmbeddedChannel client = new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, 1 << 20));
        client.writeInbound(framed);
        BinaryWebSocketFrame frame = client.readInbound();
        assertThat(frame.isFinalFragment()).isTrue();
        assertThat(ByteBufUtil.getBytes(frame.content())).isEqualTo(payload);
        frame.release();
        assertThat(client.finish()).isFalse();
    }

    @Test
    void before_whenThereIsNoRoom_thenTheEncoderGetsAFrame() {
        ByteBuf bytes = Unpooled.wrappedBuffer(new byte[] {1, 2, 3});

        Object framed = UnmaskedHead.before(bytes);

        assertThat(framed)
                .isInstanceOfSatisfying(
                        BinaryWebSocketFrame.class,
                        frame -> assertThat(frame.content()).isSameAs(bytes));
        bytes.release();
    }

    @Test
    void allocate_whenTheFirstBufferIsMade_thenItTakesNoMoreThanAMessage() {
        ByteBuf buffer = handle().allocate(UnpooledByteBufAllocator.DEFAULT);

        assertThat(buffer.writableBytes()).isEqualTo(AgentReads.LARGEST_MESSAGE);
        assertThat(buffer.maxWritableBytes()).isEqualTo(AgentReads.LARGEST_MESSAGE);
        buffer.release();
    }

    private static ByteBuf read(byte[] payload) {
        return handle().allocate(UnpooledByteBufAllocator.DEFAULT).writeBytes(payload);
    }

    @SuppressWarnings("deprecation")
    private static ExtendedHandle handle() {
        return (ExtendedHandle) new AgentReads().newHandle();
    }
}
