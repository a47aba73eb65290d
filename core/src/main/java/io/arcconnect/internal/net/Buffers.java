package io.arcconnect.internal.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;

/** Which of Netty's allocators our connections use. */
final class Buffers {

    /**
     * The pooled one: from 4.2 on Netty's own choice is another, which becomes slow on a JDK where Netty leaves Unsafe alone
     * (libraries.md 1).
     */
    static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

    private Buffers() {}
}
