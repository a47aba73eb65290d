package io.arcconnect.testkit.internal.relay;

import io.arcconnect.testkit.internal.net.Mishaps;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;

/** Takes the opening request of one connection to the relay, and stays until that is answered. */
final class RelayDoor extends ChannelInboundHandlerAdapter {

    private final Relay relay;
    private boolean asked;

    RelayDoor(Relay relay) {
        this.relay = relay;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && !asked) {
            asked = true;
            relay.open(context.channel(), request);
        }
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Mishaps.report(context.channel(), cause);
        context.close();
    }
}
