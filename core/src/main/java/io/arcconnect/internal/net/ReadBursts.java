package io.arcconnect.internal.net;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * Reads a few buffers for each time that is asked for, while the socket has more: whoever hands them over to another thread does
 * so once for all. Netty reads only one where reading is on request.
 */
public final class ReadBursts implements RecvByteBufAllocator {

    /** As much as a quarter of a megabyte: what may still arrive after a receiver has paused. */
    private static final int MOST_READS = 4;

    private static final int LARGEST_READ = 64 * 1024;

    private final AdaptiveRecvByteBufAllocator sizes = new AdaptiveRecvByteBufAllocator(64, 2_048, LARGEST_READ);

    /** Makes one; it may serve any number of connections. */
    public ReadBursts() {}

    @Override
    @SuppressWarnings("deprecation") // the only kind that there is
    public Handle newHandle() {
        return new Burst(sizes.newHandle());
    }

    private static final class Burst extends DelegatingHandle implements ExtendedHandle {

        private final UncheckedBooleanSupplier wasFull = () -> lastBytesRead() == attemptedBytesRead();
        private int reads;

        @SuppressWarnings("deprecation")
        Burst(Handle sizes) {
            super(sizes);
        }

        @Override
        public void reset(ChannelConfig config) {
            reads = 0;
            super.reset(config);
        }

        @Override
        public boolean continueReading() {
            return continueReading(wasFull);
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier mayHaveMore) {
            return ++reads < MOST_READS && lastBytesRead() > 0 && mayHaveMore.get();
        }
    }
}
