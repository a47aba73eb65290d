package io.arcconnect.testkit.internal.relay;

import io.arcconnect.testkit.internal.Meter;
import io.arcconnect.testkit.internal.net.Mishaps;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * One of the two connections that a tunnel joins. What arrives goes into a {@link Pipe} to the other one; a full pipe
 * stops reading, so that back-pressure reaches the socket it came from.
 */
abstract class Leg extends ChannelInboundHandlerAdapter {

    final Channel channel;

    @Nullable
    private Pipe outbound;

    @Nullable
    private Pipe inbound;

    private boolean ended;

    Leg(Channel channel) {
        this.channel = channel;
    }

    /**
     * Joins two connections; both must be set up and not be reading. Reading begins here.
     *
     * @param sender the client's
     * @param machine the other
     * @param delayNanos added to everything that passes
     * @param meter counts what passes
     */
    static void join(Leg sender, Leg machine, long delayNanos, Meter meter) {
        Pipe there = new Pipe(sender, machine, delayNanos, meter.toMachine());
        Pipe back = new Pipe(machine, sender, delayNanos, meter.fromMachine());
        sender.connect(there, back);
        machine.connect(back, there);
    }

    /** Writes what the other leg received, without flushing. */
    abstract ChannelFuture write(Object data);

    /** Ends this connection in order, because the other one ended so. */
    abstract void endedByPeer();

    /** Ends this connection because the other one was lost. */
    void lostByPeer() {
        reset(channel);
    }

    /** Drops a connection without a farewell: the other side sees a TCP reset. */
    static void reset(Channel channel) {
        channel.eventLoop().execute(() -> {
            if (channel.isOpen()) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                // Past the pipeline, so that TLS says no goodbye either.
                channel.unsafe().close(channel.unsafe().voidPromise());
            }
        });
    }

    final void received(Object data) {
        Pipe pipe = outbound;
        if (pipe == null || ended) {
            ReferenceCountUtil.release(data);
        } else {
            pipe.pass(data);
        }
    }

    /** Tells the other leg, once, that this one is over. */
    final void over(boolean inOrder) {
        Pipe pipe = outbound;
        if (!ended && pipe != null) {
            ended = true;
            pipe.end(inOrder);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        Pipe pipe = outbound;
        if (pipe != null) {
            pipe.batchEnd();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Pipe pipe = inbound;
        if (pipe != null) {
            pipe.writabilityChanged();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over(false);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Mishaps.report(context.channel(), cause);
        over(false);
        context.close();
    }

    private void connect(Pipe newOutbound, Pipe newInbound) {
        channel.eventLoop().execute(() -> {
            outbound = newOutbound;
            inbound = newInbound;
            channel.pipeline().addLast(this);
            if (channel.isActive()) {
                channel.config().setAutoRead(true);
            } else {
                over(false);
            }
        });
    }
}
