package io.arcconnect.testkit.internal.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/** The sender's websocket, or a listener's rendezvous. */
final class WebSocketLeg extends Leg {

    private static final int PATIENCE_SECONDS = 5;

    /** For the TLS handler: encrypt what is written where it lies instead of copying it together for full records. */
    private static final int EACH_WRITE = 0;

    private final int endCode;
    private final String endReason;
    private final boolean streams;
    private boolean closeSent;

    private WebSocketLeg(Channel channel, int endCode, String endReason, boolean streams) {
        super(channel);
        this.streams = streams;
        this.endCode = endCode;
        this.endReason = endReason;
    }

    /** The sender's side: it is told 1000 when the listener shut the socket (protocol.md 3.6). */
    static WebSocketLeg sender(Channel channel) {
        return new WebSocketLeg(channel, 1000, "", false);
    }

    /** The sender's side in front of a socket, which has no frames: payload passes through without being gathered or copied. */
    static WebSocketLeg streaming(Channel channel) {
        StreamedFrames.install(channel);
        channel.pipeline().get(SslHandler.class).setWrapDataSize(EACH_WRITE);
        return new WebSocketLeg(channel, 1000, "", true);
    }

    /** The listener's side: it is told 1001 when the sender closed (protocol.md 3.6). */
    static WebSocketLeg rendezvous(Channel channel) {
        return new WebSocketLeg(channel, 1001, "The sender closed the connection.", false);
    }

    @Override
    ChannelFuture write(Object data) {
        if (closeSent) {
            ReferenceCountUtil.release(data);
            return channel.newSucceededFuture();
        }
        if (data instanceof ByteBuf bytes) {
            return channel.write(streams ? UnmaskedHead.before(bytes) : new BinaryWebSocketFrame(bytes));
        }
        return channel.write(data);
    }

    @Override
    void endedByPeer() {
        sendClose(endCode, endReason);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        if (frame instanceof CloseWebSocketFrame close) {
            over(true);
            if (!closeSent) {
                closeSent = true;
                context.writeAndFlush(close).addListener(ChannelFutureListener.CLOSE);
            } else {
                close.release();
                context.close();
            }
        } else if (frame instanceof PingWebSocketFrame ping) {
            context.writeAndFlush(new PongWebSocketFrame(ping.content()));
        } else if (frame instanceof PongWebSocketFrame pong) {
            pong.release();
        } else {
            received(frame);
        }
    }

    private void sendClose(int code, String reason) {
        if (!closeSent && channel.isActive()) {
            closeSent = true;
            channel.writeAndFlush(new CloseWebSocketFrame(code, reason));
            channel.config().setAutoRead(true);
            channel.eventLoop().schedule(() -> channel.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
