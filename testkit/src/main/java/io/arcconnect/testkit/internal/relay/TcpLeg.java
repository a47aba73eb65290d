package io.arcconnect.testkit.internal.relay;

import io.netty.buffer.ByteBufHolder;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;

/** The connection from the built-in agent to the machine's own port. */
final class TcpLeg extends Leg {

    private boolean broken;

    TcpLeg(Channel channel) {
        super(channel);
    }

    @Override
    ChannelFuture write(Object data) {
        return channel.write(data instanceof ByteBufHolder frame ? frame.content() : data);
    }

    @Override
    void endedByPeer() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object data) {
        received(data);
    }

    /** The end of a TCP connection is its FIN; only an error is a loss. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over(!broken);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        broken = true;
        super.exceptionCaught(context, cause);
    }
}
