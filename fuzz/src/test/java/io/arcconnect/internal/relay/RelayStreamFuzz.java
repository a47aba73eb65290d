package io.arcconnect.internal.relay;

import io.arcconnect.error.RelayException;
import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.PushDuplexStream.PushHandler;
import io.arcconnect.spi.StreamEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A relay connection: it ends once, for a reason of ours, answers only what must be answered, and keeps no buffer. */
public final class RelayStreamFuzz {

    private static final MachineId MACHINE = MachineId.of("00000000-0000-0000-0000-0000000000f0", "rg", "web-01");

    private RelayStreamFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input in = new Input(bytes);
        int longest = 1 + in.octet();
        boolean early = in.flag();
        byte[] wire = in.rest();
        List<StreamEnd> ends = new ArrayList<>();
        Receiver receiver = new Receiver();
        RelayFrames frames = new RelayFrames(Duration.ofMinutes(5), MACHINE, "tracking-1", ends::add);
        EmbeddedChannel channel = new EmbeddedChannel(frames);
        if (!early) {
            frames.attach(receiver);
            frames.startDelivery();
        }
        List<ByteBuf> sent = new ArrayList<>();
        Check.inPieces(wire, longest, piece -> {
            ByteBuf buffer = Unpooled.copiedBuffer(piece);
            sent.add(buffer);
            // What arrives after the end is the network's business.
            if (channel.isOpen()) {
                channel.writeInbound(buffer);
            } else {
                buffer.release();
            }
        });
        if (early) {
            frames.attach(receiver);
            frames.startDelivery();
        }
        channel.finishAndReleaseAll();

        Check.same(ends.size(), 1, "one end");
        Check.same(receiver.ends.size(), 1, "told once");
        ends.get(0).cause().ifPresent(cause -> {
            Check.that(cause instanceof RelayException, "a typed reason: " + cause);
            Check.oneLine(String.valueOf(cause.getMessage()));
        });
        Check.that(sent.stream().allMatch(buffer -> buffer.refCnt() == 0), "every buffer is released");
        Check.that(receiver.bytes <= wire.length, "no more payload than bytes");
    }

    private static final class Receiver implements PushHandler {

        private final List<StreamEnd> ends = new ArrayList<>();
        private int bytes;

        @Override
        public void onBytes(ByteBuffer slice) {
            Check.that(ends.isEmpty(), "nothing after the end");
            bytes += slice.remaining();
        }

        @Override
        public void onClosed(StreamEnd end) {
            ends.add(end);
        }
    }
}
