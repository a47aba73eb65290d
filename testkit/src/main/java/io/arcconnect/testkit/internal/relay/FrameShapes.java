package io.arcconnect.testkit.internal.relay;

import io.arcconnect.testkit.internal.StreamEffect.Shape;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

/** Other ways to write the same bytes, all but one of them legal (RFC 6455 section 5). */
final class FrameShapes {

    private static final int BINARY = 0x82;

    private FrameShapes() {}

    /** Writes a frame in a shape and lets it go. */
    static void write(ChannelHandlerContext context, Shape shape, BinaryWebSocketFrame frame, ChannelPromise promise) {
        ByteBuf payload = frame.content();
        switch (shape) {
            case ONE_BYTE_FRAMES -> {
                while (payload.readableBytes() > 1) {
                    context.write(new BinaryWebSocketFrame(payload.readRetainedSlice(1)));
                }
                context.write(frame, promise);
            }
            case LONG_LENGTHS -> {
                ByteBuf header = context.alloc().buffer(10);
                header.writeByte(BINARY).writeByte(127).writeLong(payload.readableBytes());
                context.write(header);
                // As plain bytes, which the frame encoder lets pass.
                context.write(payload, promise);
            }
            case FRAGMENTS -> {
                int third = payload.readableBytes() / 3;
                context.write(new BinaryWebSocketFrame(false, 0, payload.readRetainedSlice(third)));
                context.write(new PingWebSocketFrame());
                context.write(new ContinuationWebSocketFrame(false, 0, payload.readRetainedSlice(third)));
                context.write(new ContinuationWebSocketFrame(true, 0, payload), promise);
            }
            case TEXT_FRAMES -> context.write(new TextWebSocketFrame(payload), promise);
            case MASKED -> {
                ByteBuf header = context.alloc().buffer(14);
                header.writeByte(BINARY)
                        .writeByte(0x80 | 127)
                        .writeLong(payload.readableBytes())
                        .writeInt(0);
                context.write(header);
                context.write(payload, promise);
            }
            default -> context.write(frame, promise);
        }
    }
}
