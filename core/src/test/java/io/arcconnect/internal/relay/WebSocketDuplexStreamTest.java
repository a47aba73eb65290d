package io.arcconnect.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.spi.PushDuplexStream.PushHandler;
import io.arcconnect.spi.StreamEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class WebSocketDuplexStreamTest {

    private static final byte[] GOING_AWAY = {(byte) 0x88, 2, 1001 >> 8, (byte) 1001};
    private static final byte[] GOOD_BYE = {(byte) 0x88, 2, 1000 >> 8, (byte) 1000};

    private final SlowSocket socket = new SlowSocket();
    private final EmbeddedChannel channel = new EmbeddedChannel(socket);
    private final WebSocketDuplexStream stream = install();

    private WebSocketDuplexStream install() {
        channel.pipeline().addLast("decoder", new ChannelInboundHandlerAdapter());
        channel.pipeline().addLast("encoder", new ChannelInboundHandlerAdapter());
        return WebSocketDuplexStream.install(
                channel, "decoder", "encoder", Duration.ofMinutes(1), Credentials.MACHINE, "tracking-1");
    }

    /** Takes writes and finishes them when told to. */
    private static final class SlowSocket extends ChannelOutboundHandlerAdapter {
        private final List<Integer> sizes = new ArrayList<>();
        private final List<ChannelPromise> promises = new ArrayList<>();

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            sizes.add(((ByteBuf) message).readableBytes());
            ReferenceCountUtil.release(message);
            promises.add(promise);
        }

        void finish() {
            List<ChannelPromise> due = List.copyOf(promises);
            promises.clear();
            due.forEach(ChannelPromise::trySuccess);
        }
    }

    /** Counts how often it is told of the end. */
    private static final class Receiver implements PushHandler {
        private final List<StreamEnd> ends = new ArrayList<>();

        @Override
        public void onBytes(ByteBuffer bytes) {}

        @Override
        public void onClosed(StreamEnd end) {
            ends.add(end);
        }
    }

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    @Test
    void attach_whenTheOtherSideHasClosedBefore_thenToldOnce() {
        Receiver receiver = new Receiver();

        channel.writeInbound(Unpooled.wrappedBuffer(GOING_AWAY));
        stream.attach(receiver);

        assertThat(receiver.ends)
                .singleElement()
                .satisfies(end -> assertThat(end.cause()).isPresent());
    }

    @Test
    void write_whenTheOtherSideClosesInOrderBeforeTheSocketTookIt_thenNoSuccess() {
        List<StreamEnd> outcomes = new ArrayList<>();
        stream.attach(new Receiver());

        stream.write(ByteBuffer.allocate(1 << 20), outcomes::add);
        assertThat(outcomes).isEmpty();
        channel.writeInbound(Unpooled.wrappedBuffer(GOOD_BYE));
        stream.write(ByteBuffer.allocate(1), outcomes::add);

        assertThat(outcomes).hasSize(2).allMatch(outcome -> outcome.cause().isPresent());
    }

    @Test
    void send_whenABufferIsHuge_thenOnlyAPartWaitsForTheSocket() {
        ByteBuffer huge = ByteBuffer.allocateDirect(8 << 20).asReadOnlyBuffer();
        List<Boolean> done = new ArrayList<>();

        stream.send(Mono.just(huge)).subscribe(nothing -> {}, error -> {}, () -> done.add(true));
        assertThat(waiting()).isLessThan(1 << 20);
        while (!socket.promises.isEmpty()) {
            socket.finish();
            channel.runPendingTasks();
        }

        assertThat(done).hasSize(1);
        assertThat(waiting()).isGreaterThan(8 << 20);
        assertThat(huge.remaining()).isEqualTo(8 << 20);
    }

    private int waiting() {
        return socket.sizes.stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void send_whenABufferIsEmptyOrHasAnOffset_thenItsBytesAreSent() {
        ByteBuffer offset = ByteBuffer.allocate(10).position(3).limit(7).slice().position(1);

        stream.send(Mono.just(ByteBuffer.allocate(0))).block(Duration.ofSeconds(20));
        stream.send(Mono.just(offset)).block(Duration.ofSeconds(20));

        assertThat(waiting()).isEqualTo(2 + 4 + 3);
    }
}
