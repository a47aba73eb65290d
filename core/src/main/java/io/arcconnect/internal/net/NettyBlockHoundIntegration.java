package io.arcconnect.internal.net;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Tells BlockHound, where an application's tests use it, which waits inside Netty are harmless: its buffer allocators take
 * turns at short locks when a thread that is no event loop allocates as well, as every SSH write does.
 */
public final class NettyBlockHoundIntegration implements BlockHoundIntegration {

    /** For {@link java.util.ServiceLoader}. */
    public NettyBlockHoundIntegration() {}

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("io.netty.buffer.AbstractByteBufAllocator", "directBuffer")
                .allowBlockingCallsInside("io.netty.buffer.AbstractByteBufAllocator", "heapBuffer")
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate")
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "reallocate")
                .allowBlockingCallsInside("io.netty.buffer.PoolArena", "reallocate")
                .allowBlockingCallsInside("io.netty.buffer.PoolThreadCache", "free")
                .allowBlockingCallsInside("io.netty.buffer.AbstractReferenceCountedByteBuf", "release");
    }
}
