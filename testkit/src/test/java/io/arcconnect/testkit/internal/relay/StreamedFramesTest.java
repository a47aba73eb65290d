package io.arcconnect.testkit.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The streaming decoder finds what the stock one finds, wherever the bytes are cut. */
class StreamedFramesTest {

    private final Random random = new Random(7);

    @Test
    void channelRead_whenCutAtEveryByte_thenFindsWhatTheStockDecoderFinds() {
        byte[] wire = shortFrames();
        Found expected = decode(new WebSocket13FrameDecoder(true, false, 1 << 20), List.of(wire));

        for (int cut = 0; cut <= wire.length; cut++) {
            Found found = decode(new StreamedFrames(), List.of(part(wire, 0, cut), part(wire, cut, wire.length)));

            assertThat(found).as("cut at %s", cut).isEqualTo(expected);
        }
    }

    @Test
    void channelRead_whenByteByByte_thenFindsWhatTheStockDecoderFinds() {
        byte[] wire = shortFrames();
        List<byte[]> single = new ArrayList<>();
        for (int i = 0; i < wire.length; i++) {
            single.add(part(wire, i, i + 1));
        }

        assertThat(decode(new StreamedFrames(), single))
                .isEqualTo(decode(new WebSocket13FrameDecoder(true, false, 1 << 20), List.of(wire)));
    }

    @ParameterizedTest
    @ValueSource(ints = {125, 126, 65_535, 65_536, 200_000})
    void channelRead_whenFramesAreLongAndCutAnywhere_thenFindsWhatTheStockDecoderFinds(int length) {
        ByteBuf all = Unpooled.buffer();
        for (int i = 0; i < 4; i++) {
            frame(all, 0x82, length);
            frame(all, 0x89, i);
        }
        byte[] wire = ByteBufUtil.getBytes(all);
        List<byte[]> cut = new ArrayList<>();
        for (int at = 0; at < wire.length; at += cut.get(cut.size() - 1).length) {
            cut.add(part(wire, at, Math.min(wire.length, at + 1 + random.nextInt(20_000))));
        }

        assertThat(decode(new StreamedFrames(), cut))
                .isEqualTo(decode(new WebSocket13FrameDecoder(true, false, 1 << 20), List.of(wire)));
    }

    @Test
    void channelRead_whenBytesFollowTheClose_thenTheyAreDropped() {
        ByteBuf wire = Unpooled.buffer().writeBytes(HexFormat.of().parseHex("88820000000003e8"));
        frame(wire, 0x82, 10);

        Found found = decode(new StreamedFrames(), List.of(ByteBufUtil.getBytes(wire)));

        assertThat(found.controls).containsExactly("close 03e8");
        assertThat(found.data).isEmpty();
    }

    @Test
    void channelInactive_whenAControlFrameIsUnfinished_thenItsBufferIsReleased() {
        EmbeddedChannel channel = new EmbeddedChannel(new StreamedFrames());

        channel.writeInbound(Unpooled.wrappedBuffer(HexFormat.of().parseHex("8985000000000102")));

        assertThat(channel.finish()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8200", // not masked
                "c28000000000", // a reserved bit
                "838000000000", // an opcode of nobody
                "8b8000000000", // a control opcode of nobody
                "098000000000", // a fragment of a ping
                "89fe007e00000000", // a ping of 126 bytes
                "808000000000", // a continuation of nothing
                "028000000000828000000000", // a message inside another
                "82ff800000000000000000000000", // a length that is negative
                "888100000000", // half a close code
                "82ff000000000210000100000000", // more than the largest frame
                "82fe007d00000000", // a length in two bytes that fits one
                "82ff000000000000ffff00000000", // a length in eight bytes that fits two
                "88820000000003e7", // a close code below the first one
                "88820000000003ed", // a close code that is never sent
                "88830000000003e8ff" // a reason that is no text
            })
    void channelRead_whenARuleIsBroken_thenSaysTheCloseThatTheStockDecoderSays_andFails(String wire) {
        assertThat(refusal(new StreamedFrames(), wire))
                .isEqualTo(refusal(new WebSocket13FrameDecoder(true, false, WebSockets.LARGEST_FRAME), wire));
    }

    private static String refusal(ChannelHandler decoder, String wire) {
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        assertThatExceptionOfType(CorruptedWebSocketFrameException.class)
                .isThrownBy(() -> channel.writeInbound(
                        Unpooled.wrappedBuffer(HexFormat.of().parseHex(wire))));
        Object said = channel.readOutbound();
        String status = said instanceof CloseWebSocketFrame close ? "close " + close.statusCode() : "no word";
        ReferenceCountUtil.release(said);
        assertThat(channel.isOpen()).isFalse();
        return status;
    }

    private record Found(String data, List<String> controls) {}

    private byte[] shortFrames() {
        ByteBuf wire = Unpooled.buffer();
        frame(wire, 0x82, 0);
        frame(wire, 0x82, 1);
        frame(wire, 0x81, 37);
        frame(wire, 0x02, 21);
        frame(wire, 0x89, 9);
        frame(wire, 0x00, 0);
        frame(wire, 0x80, 126);
        frame(wire, 0x8A, 0);
        frame(wire, 0x82, 130);
        wire.writeBytes(HexFormat.of().parseHex("88820102030402ea"));
        return ByteBufUtil.getBytes(wire);
    }

    private void frame(ByteBuf wire, int first, int length) {
        wire.writeByte(first);
        if (length <= 125) {
            wire.writeByte(0x80 | length);
        } else if (length <= 0xFFFF) {
            wire.writeByte(0x80 | 126).writeShort(length);
        } else {
            wire.writeByte(0x80 | 127).writeLong(length);
        }
        byte[] text = new byte[length + Integer.BYTES];
        random.nextBytes(text);
        wire.writeBytes(text);
    }

    private static byte[] part(byte[] wire, int from, int to) {
        return Arrays.copyOfRange(wire, from, to);
    }

    private static Found decode(ChannelHandler decoder, List<byte[]> arrivals) {
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        arrivals.forEach(
                bytes -> channel.writeInbound(channel.alloc().directBuffer().writeBytes(bytes)));
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        List<String> controls = new ArrayList<>();
        for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
            ByteBuf bytes = next instanceof ByteBufHolder frame ? frame.content() : (ByteBuf) next;
            if (next instanceof PingWebSocketFrame) {
                controls.add("ping " + ByteBufUtil.hexDump(bytes));
            } else if (next instanceof PongWebSocketFrame) {
                controls.add("pong " + ByteBufUtil.hexDump(bytes));
            } else if (next instanceof CloseWebSocketFrame) {
                controls.add("close " + ByteBufUtil.hexDump(bytes));
            } else {
                data.writeBytes(ByteBufUtil.getBytes(bytes));
            }
            ReferenceCountUtil.release(next);
        }
        channel.finishAndReleaseAll();
        return new Found(HexFormat.of().formatHex(data.toByteArray()), controls);
    }
}
