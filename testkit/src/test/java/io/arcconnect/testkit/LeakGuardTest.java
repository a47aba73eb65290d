package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.testkit.internal.net.Leaks;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.Test;

/** The guard itself: it must see a leak, or it guards nothing. */
class LeakGuardTest {

    @Test
    void collect_whenABufferIsDropped_thenFoundOnce() {
        ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        try {
            Leaks.watch();
            Leaks.collect();
            drop();

            assertThat(Leaks.collect()).hasSize(1);
            assertThat(Leaks.collect()).isEmpty();
        } finally {
            ResourceLeakDetector.setLevel(before);
        }
    }

    /** In a frame of its own, so that no local variable keeps the buffer. */
    private static void drop() {
        ByteBufAllocator.DEFAULT.buffer(16).writeByte(1);
    }
}
