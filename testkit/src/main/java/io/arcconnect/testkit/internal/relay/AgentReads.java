package io.arcconnect.testkit.internal.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/** Reads what a machine says with room before it for the head of a frame, so that nobody has to copy it into one. */
final class AgentReads implements RecvByteBufAllocator {

    /** Messages of the real agent hold at most 32 KiB (protocol.md 3.5). */
    static final int LARGEST_MESSAGE = 32_768;

    private static final int SMALLEST_MESSAGE = 2_048;

    /** As many as Netty's own; each batch is one flush of the sender's connection, and fewer cost more. */
    private static final int MOST_READS = 16;

    private final AdaptiveRecvByteBufAllocator sizes =
            new AdaptiveRecvByteBufAllocator(SMALLEST_MESSAGE, LARGEST_MESSAGE, LARGEST_MESSAGE);

    AgentReads() {
        sizes.maxMessagesPerRead(MOST_READS);
    }

    @Override
    @SuppressWarnings("deprecation") // the only kind that there is
    public Handle newHandle() {
        return new Roomy((ExtendedHandle) sizes.newHandle());
    }

    private static final class Roomy extends DelegatingHandle implements ExtendedHandle {

        private final ExtendedHandle sizes;

        @SuppressWarnings("deprecation")
        Roomy(ExtendedHandle sizes) {
            super(sizes);
            this.sizes = sizes;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator alloc) {
            int size = UnmaskedHead.ROOM + guess();
            return alloc.ioBuffer(size, size).setIndex(UnmaskedHead.ROOM, UnmaskedHead.ROOM);
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier mayHaveMore) {
            return sizes.continueReading(mayHaveMore);
        }
    }
}
