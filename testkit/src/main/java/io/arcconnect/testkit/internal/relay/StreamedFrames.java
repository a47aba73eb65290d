package io.arcconnect.testkit.internal.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Passes the payload of a sender's frames on as plain bytes while it comes, unmasked where it lies; control frames are
 * passed on whole. For a tunnel to a socket, which has no frames: the stock decoder gathers each one, copies it twice and unmasks it
 * slowly.
 */
final class StreamedFrames extends ChannelInboundHandlerAdapter {

    private final FrameHead head = new FrameHead(WebSockets.LARGEST_FRAME);
    private boolean inPayload;
    private boolean isOver;
    private long remaining;
    private @Nullable ByteBuf control;

    /** Takes the stock decoder's place, and what that holds. */
    static void install(Channel channel) {
        channel.pipeline().replace(WebSocket13FrameDecoder.class, "streamed-frames", new StreamedFrames());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            context.fireChannelRead(message);
            return;
        }
        try {
            while (bytes.isReadable() && !isOver) {
                if (inPayload) {
                    readPayload(context, bytes);
                } else if (head.take(bytes.readByte())) {
                    begin(context);
                }
            }
        } catch (CorruptedWebSocketFrameException violation) {
            isOver = true;
            // Who has said close, however badly, is told nothing more.
            Object farewell = control != null
                    ? Unpooled.EMPTY_BUFFER
                    : new CloseWebSocketFrame(violation.closeStatus(), violation.getMessage());
            context.channel().writeAndFlush(farewell).addListener(ChannelFutureListener.CLOSE);
            context.fireExceptionCaught(violation);
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        drop();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        drop();
    }

    private void begin(ChannelHandlerContext context) {
        remaining = head.length();
        if (head.isControl()) {
            control = context.alloc().buffer((int) remaining);
        }
        end(context);
    }

    private void readPayload(ChannelHandlerContext context, ByteBuf bytes) {
        int count = (int) Math.min(remaining, bytes.readableBytes());
        Mask.off(head.key(), head.length() - remaining, bytes, bytes.readerIndex(), count);
        remaining -= count;
        ByteBuf gathered = control;
        if (gathered == null) {
            context.fireChannelRead(bytes.readRetainedSlice(count));
        } else {
            gathered.writeBytes(bytes, count);
        }
        end(context);
    }

    /** The payload is over, or there was none. */
    private void end(ChannelHandlerContext context) {
        inPayload = remaining > 0;
        ByteBuf whole = control;
        if (!inPayload && whole != null) {
            if (head.opcode() == FrameHead.CLOSE) {
                checkClose(whole);
            }
            control = null;
            isOver = head.opcode() == FrameHead.CLOSE;
            context.fireChannelRead(frame(head.opcode(), whole));
        }
    }

    /** As the stock decoder does (RFC 6455 sections 5.5.1 and 7.4); one byte alone the head has refused. */
    private static void checkClose(ByteBuf body) {
        if (body.isReadable() && !WebSocketCloseStatus.isValidStatusCode(body.getUnsignedShort(0))) {
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.PROTOCOL_ERROR, "a close code that nobody may send");
        }
        if (body.readableBytes() > 2
                && !ByteBufUtil.isText(body, 2, body.readableBytes() - 2, StandardCharsets.UTF_8)) {
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "a reason that is not UTF-8");
        }
    }

    private static WebSocketFrame frame(int opcode, ByteBuf payload) {
        return switch (opcode) {
            case FrameHead.PING -> new PingWebSocketFrame(payload);
            case FrameHead.PONG -> new PongWebSocketFrame(payload);
            default -> new CloseWebSocketFrame(true, 0, payload);
        };
    }

    private void drop() {
        ByteBuf unfinished = control;
        control = null;
        inPayload = inPayload && unfinished == null;
        if (unfinished != null) {
            unfinished.release();
        }
    }
}
