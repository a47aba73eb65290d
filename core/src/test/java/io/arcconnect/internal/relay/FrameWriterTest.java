package io.arcconnect.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameWriterTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7, 8, 9, 125, 126, 32_767, 32_768, 32_769, 100_001})
    void binary_whenReadByNettysServerDecoder_thenPayloadIsTheSameInFramesOfAtMost32KiB(int length) {
        byte[] payload = new byte[length + 5];
        Random random = new Random(length);
        random.nextBytes(payload);
        ByteBuffer bytes = ByteBuffer.wrap(payload, 5, length);
        ByteBuffer out = ByteBuffer.allocateDirect(FrameWriter.framedSize(length));

        FrameWriter.binary(bytes, random::nextInt, out);

        assertThat(out.hasRemaining()).isFalse();
        assertThat(bytes.position()).isEqualTo(5);
        EmbeddedChannel server = new EmbeddedChannel(new WebSocket13FrameDecoder(true, false, 32_768, false));
        server.writeInbound(Unpooled.wrappedBuffer(out.flip()));
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        for (BinaryWebSocketFrame frame = server.readInbound(); frame != null; frame = server.readInbound()) {
            byte[] part = new byte[frame.content().readableBytes()];
            frame.content().readBytes(part);
            received.writeBytes(part);
            frame.release();
        }
        assertThat(received.toByteArray()).isEqualTo(java.util.Arrays.copyOfRange(payload, 5, length + 5));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x01020304, -1})
    void binary_whenMasking_thenTheCallersBytesStayAsTheyAre(int key) {
        byte[] payload = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        ByteBuffer out = ByteBuffer.allocate(FrameWriter.framedSize(payload.length));

        FrameWriter.binary(ByteBuffer.wrap(payload).asReadOnlyBuffer(), () -> key, out);

        for (int i = 0; i < payload.length; i++) {
            assertThat(out.get(6 + i)).isEqualTo((byte) (payload[i] ^ (key >>> (24 - (i % 4) * 8))));
        }
    }
}
