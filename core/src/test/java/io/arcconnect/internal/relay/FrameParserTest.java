package io.arcconnect.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameParserTest {

    /** What was parsed. */
    private static final class Parsed implements FrameParser.Frames {
        final ByteArrayOutputStream data = new ByteArrayOutputStream();
        final List<String> controls = new ArrayList<>();

        @Override
        public void data(ByteBuffer slice) {
            byte[] bytes = new byte[slice.remaining()];
            slice.get(bytes);
            data.writeBytes(bytes);
        }

        @Override
        public void control(int opcode, byte[] payload) {
            controls.add(opcode + ":" + payload.length);
        }
    }

    /** Netty's own server-side encoder makes the bytes. */
    private static byte[] encoded(WebSocketFrame... frames) {
        EmbeddedChannel netty = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (WebSocketFrame frame : frames) {
            netty.writeOutbound(frame);
        }
        for (ByteBuf part = netty.readOutbound(); part != null; part = netty.readOutbound()) {
            byte[] bytes = new byte[part.readableBytes()];
            part.readBytes(bytes).release();
            all.writeBytes(bytes);
        }
        netty.finishAndReleaseAll();
        return all.toByteArray();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 125, 126, 1000, 1_000_000})
    void parse_whenBytesComeInPiecesOfAnySize_thenPayloadIsWhole(int piece) throws Exception {
        byte[] small = random(125);
        byte[] medium = random(65_535);
        byte[] large = random(200_000);
        byte[] wire = encoded(
                new BinaryWebSocketFrame(Unpooled.wrappedBuffer(small)),
                new PingWebSocketFrame(Unpooled.wrappedBuffer(new byte[9])),
                new TextWebSocketFrame("text"),
                new BinaryWebSocketFrame(false, 0, Unpooled.wrappedBuffer(medium)),
                new PingWebSocketFrame(),
                new ContinuationWebSocketFrame(true, 0, Unpooled.wrappedBuffer(large)),
                new BinaryWebSocketFrame(Unpooled.EMPTY_BUFFER),
                new CloseWebSocketFrame(1001, "bye"));
        Parsed parsed = new Parsed();
        FrameParser parser = new FrameParser();

        for (int at = 0; at < wire.length; at += piece) {
            parser.parse(ByteBuffer.wrap(wire, at, Math.min(piece, wire.length - at)), parsed);
        }

        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(small);
        expected.writeBytes("text".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        expected.writeBytes(medium);
        expected.writeBytes(large);
        assertThat(parsed.data.toByteArray()).isEqualTo(expected.toByteArray());
        assertThat(parsed.controls).containsExactly("9:9", "9:0", "8:5");
    }

    @Test
    void parse_whenTheLengthNeedsSixtyFourBits_thenPayloadPassesThroughUngathered() throws Exception {
        Parsed parsed = new Parsed();
        FrameParser parser = new FrameParser();
        ByteBuffer header = ByteBuffer.allocate(10)
                .put((byte) 0x82)
                .put((byte) 127)
                .putLong(1L << 40)
                .flip();

        parser.parse(header, parsed);
        parser.parse(ByteBuffer.wrap(random(1000)), parsed);

        assertThat(parsed.data.size()).isEqualTo(1000);
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                Arguments.of("reserved bit", new int[] {0xC2, 0x00}),
                Arguments.of("masked", new int[] {0x82, 0x80}),
                Arguments.of("unknown opcode", new int[] {0x83, 0x00}),
                Arguments.of("unknown control opcode", new int[] {0x8B, 0x00}),
                Arguments.of("long control frame", new int[] {0x89, 0x7E}),
                Arguments.of("fragmented control frame", new int[] {0x09, 0x00}),
                Arguments.of("continuation without start", new int[] {0x80, 0x00}),
                Arguments.of("start inside a message", new int[] {0x02, 0x00, 0x02, 0x00}),
                Arguments.of("negative length", new int[] {0x82, 0x7F, 0x80, 0, 0, 0, 0, 0, 0, 0}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void parse_whenTheOtherSideBreaksTheProtocol_thenViolation(String name, int[] wire) {
        byte[] bytes = new byte[wire.length];
        for (int i = 0; i < wire.length; i++) {
            bytes[i] = (byte) wire[i];
        }

        assertThatThrownBy(() -> new FrameParser().parse(ByteBuffer.wrap(bytes), new Parsed()))
                .as(name)
                .isInstanceOf(FrameViolation.class);
    }

    @Test
    void parse_whenFedGarbage_thenEitherParsesOrTellsAViolation() {
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            byte[] garbage = new byte[random.nextInt(64)];
            random.nextBytes(garbage);
            ByteBuffer in = ByteBuffer.wrap(garbage);
            try {
                new FrameParser().parse(in, new Parsed());
                assertThat(in.hasRemaining()).as(Arrays.toString(garbage)).isFalse();
            } catch (FrameViolation expected) {
                assertThat(expected).hasMessageContaining(" ");
            }
        }
    }
}
