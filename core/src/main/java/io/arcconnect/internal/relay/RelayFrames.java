package io.arcconnect.internal.relay;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.PushDuplexStream.PushHandler;
import io.arcconnect.spi.StreamEnd;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The relay connection's last pipeline handler: everything that arrives ends here. Reading is on request only, so a
 * receiver that pauses slows the relay's socket down.
 */
final class RelayFrames extends ChannelInboundHandlerAdapter implements FrameParser.Frames {

    /** Pings that may stay without any sign of life: the relay drops idle connections after 120 seconds (protocol.md 3.5). */
    private static final int MOST_UNANSWERED_PINGS = 3;

    private final FrameParser parser = new FrameParser();
    private final Queue<ByteBuf> early = new ArrayDeque<>();
    private final AtomicReference<@Nullable PushHandler> handler = new AtomicReference<>();
    private final Duration pingInterval;
    private final MachineId machine;
    private final String trackingId;
    private final Consumer<StreamEnd> onEnd;

    private @Nullable ChannelHandlerContext context;
    private @Nullable RelayWrites writes;
    private @Nullable ScheduledFuture<?> pings;
    private @Nullable StreamEnd end;
    private @Nullable PushHandler toldEnd;
    private volatile boolean paused;
    private boolean delivering;
    private boolean inRead;
    private boolean closeSent;
    private int unansweredPings;

    RelayFrames(Duration pingInterval, MachineId machine, String trackingId, Consumer<StreamEnd> onEnd) {
        this.machine = machine;
        this.trackingId = trackingId;
        this.pingInterval = pingInterval;
        this.onEnd = onEnd;
    }

    RelayWrites writes() {
        return Objects.requireNonNull(writes, "not installed");
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "not installed");
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        writes = new RelayWrites(ctx);
        pings = ctx.executor()
                .scheduleAtFixedRate(
                        this::ping, pingInterval.toMillis(), pingInterval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void attach(PushHandler newHandler) {
        // Whoever closed first has somebody read on for the farewell; that one gives way.
        if (!handler.compareAndSet(null, newHandler) && !handler.compareAndSet(Discarding.INSTANCE, newHandler)) {
            throw new IllegalStateException("a stream can be received by one, once");
        }
    }

    /** Delivers what came before anybody was attached, then reads on. */
    void startDelivery() {
        delivering = true;
        for (ByteBuf bytes = early.poll(); bytes != null; bytes = early.poll()) {
            parse(bytes);
        }
        batchEnd();
        tellEnd();
    }

    void pause() {
        paused = true;
    }

    boolean resume() {
        boolean was = paused;
        paused = false;
        return was;
    }

    void readIfWanted() {
        if (delivering && !paused && end == null) {
            context().read();
        }
    }

    /** Sees to it that what waits is written: at the end of the batch that is being read, or in a task of its own. */
    void drainSoon() {
        ChannelHandlerContext ctx = context();
        if (!ctx.executor().inEventLoop()) {
            try {
                ctx.executor().execute(writes()::drain);
            } catch (RejectedExecutionException shutDown) {
                writes().abandon();
            }
        } else if (!inRead) {
            writes().drain();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(message);
            return;
        }
        unansweredPings = 0;
        if (end != null) {
            bytes.release();
            return;
        }
        if (!delivering) {
            early.add(bytes);
            return;
        }
        parse(bytes);
    }

    private void parse(ByteBuf bytes) {
        inRead = true;
        try {
            if (end == null) {
                for (ByteBuffer part : bytes.nioBuffers()) {
                    parser.parse(part, this);
                }
            }
        } catch (FrameViolation violation) {
            lose(Failure.of(ArcReason.RELAY_PROTOCOL_VIOLATION, Stage.DIAL, String.valueOf(violation.getMessage()))
                    .causedBy(violation));
        } finally {
            bytes.release();
            inRead = false;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        batchEnd();
    }

    private void batchEnd() {
        inRead = true;
        if (delivering && end == null) {
            receiver().onBatchEnd();
        }
        inRead = false;
        writes().drain();
        readIfWanted();
    }

    @Override
    public void data(ByteBuffer slice) {
        if (end == null) {
            receiver().onBytes(slice);
        }
    }

    @Override
    public void control(int opcode, byte[] payload) {
        if (opcode == FrameParser.PING) {
            writeControl(FrameParser.PONG, payload);
        } else if (opcode == FrameParser.CLOSE) {
            closeReceived(payload);
        }
    }

    private void closeReceived(byte[] payload) {
        int code = payload.length < 2 ? 1005 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        String text = payload.length < 2 ? "" : new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        Failure failure = closeSent ? null : RelayFailures.ofClose(code, text);
        if (!closeSent) {
            closeSent = true;
            writeControl(FrameParser.CLOSE, payload.length < 2 ? new byte[0] : new byte[] {payload[0], payload[1]});
        }
        finish(failure == null ? StreamEnd.orderly() : lost(failure));
        context().close();
    }

    /** Says goodbye once. Returns whether this call did. */
    boolean sendClose() {
        if (closeSent || end != null) {
            return false;
        }
        closeSent = true;
        writes().drain();
        writeControl(FrameParser.CLOSE, new byte[] {(byte) (1000 >> 8), (byte) (1000 & 0xFF)});
        // The farewell of the other side has to be read even if nobody wants its data any more.
        paused = false;
        delivering = delivering || handler.compareAndSet(null, Discarding.INSTANCE);
        readIfWanted();
        return true;
    }

    private void ping() {
        if (paused || !delivering) {
            unansweredPings = 0; // nothing is read, so nothing can be heard
        } else if (unansweredPings++ >= MOST_UNANSWERED_PINGS) {
            lose(RelayFailures.ofDrop(null).with("unansweredPings", unansweredPings - 1));
            return;
        }
        writeControl(FrameParser.PING, new byte[0]);
    }

    private void writeControl(int opcode, byte[] payload) {
        ByteBuf frame = context().alloc().directBuffer(payload.length + 6, payload.length + 6);
        FrameWriter.frame(
                opcode,
                ByteBuffer.wrap(payload),
                ThreadLocalRandom.current().nextInt(),
                frame.internalNioBuffer(0, payload.length + 6));
        context().writeAndFlush(frame.writerIndex(payload.length + 6));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        finish(closeSent ? StreamEnd.orderly() : lost(RelayFailures.ofDrop(null)));
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        lose(RelayFailures.ofDrop(cause));
    }

    private void lose(Failure failure) {
        finish(lost(failure));
        context().close();
    }

    private StreamEnd lost(Failure failure) {
        return StreamEnd.lost(new RelayException(failure.on(machine).with("trackingId", trackingId)));
    }

    /** Ends the stream, once. Event loop only. */
    void finish(StreamEnd how) {
        if (end != null) {
            return;
        }
        end = how;
        if (pings != null) {
            pings.cancel(false);
        }
        early.forEach(ByteBuf::release);
        early.clear();
        writes().end(how);
        onEnd.accept(how);
        tellEnd();
    }

    /** Tells each receiver once: the end may come while it is being attached, or before. */
    private void tellEnd() {
        StreamEnd over = end;
        if (over != null && delivering && toldEnd != receiver()) {
            toldEnd = receiver();
            receiver().onClosed(over);
        }
    }

    private PushHandler receiver() {
        return Objects.requireNonNull(handler.get(), "delivering without a handler");
    }

    /** Stands in where nobody receives. */
    private enum Discarding implements PushHandler {
        INSTANCE;

        @Override
        public void onBytes(ByteBuffer bytes) {}

        @Override
        public void onClosed(StreamEnd end) {}
    }
}
