package io.arcconnect.testkit.internal.relay;

import io.arcconnect.testkit.internal.StreamEffect;
import io.arcconnect.testkit.internal.StreamEffect.Ended;
import io.arcconnect.testkit.internal.StreamEffect.EndedLater;
import io.arcconnect.testkit.internal.StreamEffect.Shape;
import io.arcconnect.testkit.internal.StreamEffect.Shaped;
import io.arcconnect.testkit.internal.StreamEffect.SlowReading;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Misbehaves on the sender's connection. It stands between the frame codec and the tunnel, and only where armed. */
final class StreamFaults extends ChannelDuplexHandler {

    private static final int PING_MILLIS = 20;
    private static final int PATIENCE_SECONDS = 5;

    @Nullable
    private Shape shape;

    @Nullable
    private Shaped later;

    @Nullable
    private Ended end;

    @Nullable
    private EndedLater timed;

    @Nullable
    private SlowReading slowly;

    private long passed;
    private long batch;
    private boolean closeSent;

    private StreamFaults(List<StreamEffect> effects) {
        for (StreamEffect effect : effects) {
            if (effect instanceof Shape now) {
                shape = now;
            } else if (effect instanceof Shaped then) {
                later = then;
            } else if (effect instanceof Ended ending) {
                end = ending;
            } else if (effect instanceof EndedLater ending) {
                timed = ending;
            } else if (effect instanceof SlowReading slow) {
                slowly = slow;
            }
        }
    }

    static void install(Channel channel, List<StreamEffect> effects) {
        if (!effects.isEmpty()) {
            channel.pipeline().addLast(new StreamFaults(effects));
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (shape == Shape.PINGS) {
            ping(context);
        }
        EndedLater ending = timed;
        if (ending != null) {
            context.executor()
                    .schedule(
                            () -> finish(context, ending.code()), ending.after().toMillis(), TimeUnit.MILLISECONDS);
        }
        // Queued, so that the tunnel is joined when the end of zero bytes comes.
        context.executor().execute(() -> context.executor().execute(() -> count(context, 0)));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        long bytes = size(message);
        batch += bytes;
        strikeAt(context, passed + bytes - 1);
        if (shape == Shape.BLACK_HOLE || shape == Shape.HALF_OPEN) {
            boolean isFarewell = closeSent && message instanceof CloseWebSocketFrame;
            ReferenceCountUtil.release(message);
            if (isFarewell) {
                context.channel().close();
            }
        } else {
            context.fireChannelRead(message);
        }
        count(context, bytes);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
        ChannelConfig reading = context.channel().config();
        SlowReading slow = slowly;
        if (slow != null && batch > 0 && reading.isAutoRead()) {
            reading.setAutoRead(false);
            long rest = batch * 1_000 / slow.bytesPerSecond();
            context.executor().schedule(() -> reading.setAutoRead(true), rest, TimeUnit.MILLISECONDS);
        }
        batch = 0;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        long bytes = size(message);
        strikeAt(context, passed + bytes - 1);
        if (shape == Shape.BLACK_HOLE || shape == Shape.HALF_OPEN || shape == Shape.MUTE) {
            ReferenceCountUtil.release(message);
            promise.setSuccess();
        } else if (shape != null && shape != Shape.PINGS && message instanceof BinaryWebSocketFrame frame) {
            FrameShapes.write(context, shape, frame, promise);
        } else {
            context.write(message, promise);
        }
        count(context, bytes);
    }

    private void count(ChannelHandlerContext context, long bytes) {
        passed += bytes;
        strikeAt(context, passed);
    }

    /** A message that would exceed an amount is struck itself: what comes at once may be all that there is. */
    private void strikeAt(ChannelHandlerContext context, long bytes) {
        Shaped then = later;
        if (then != null && bytes >= then.afterBytes()) {
            later = null;
            shape = then.shape();
            if (shape == Shape.PINGS) {
                ping(context);
            } else if (shape == Shape.HALF_OPEN) {
                // After the batch that is under way.
                context.executor().execute(context::fireChannelInactive);
            }
        }
        Ended ending = end;
        if (ending != null && bytes >= ending.afterBytes()) {
            end = null;
            shape = Shape.BLACK_HOLE;
            // After the batch that is under way, as the real thing would.
            context.executor().execute(() -> finish(context, ending.code()));
        }
    }

    private void finish(ChannelHandlerContext context, int code) {
        if (code == 0) {
            context.flush();
            Leg.reset(context.channel());
        } else {
            // What still comes is read and dropped: a socket that is closed with bytes unread is reset, and the frame
            // is lost.
            closeSent = true;
            shape = Shape.BLACK_HOLE;
            context.writeAndFlush(new CloseWebSocketFrame(code, code == 1008 ? "The security token has expired." : ""));
            context.channel().config().setAutoRead(true);
            context.executor().schedule(() -> context.channel().close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void ping(ChannelHandlerContext context) {
        if (context.channel().isActive()) {
            context.writeAndFlush(new PingWebSocketFrame());
            context.executor().schedule(() -> ping(context), PING_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static long size(Object message) {
        return message instanceof BinaryWebSocketFrame || message instanceof ContinuationWebSocketFrame
                ? ((WebSocketFrame) message).content().readableBytes()
                : message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
    }
}
