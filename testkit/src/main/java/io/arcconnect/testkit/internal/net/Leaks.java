package io.arcconnect.testkit.internal.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Listens to what Netty's leak detector finds among buffers. */
public final class Leaks {

    private static final ConcurrentLinkedQueue<String> FOUND = new ConcurrentLinkedQueue<>();
    private static final int ROUNDS = 3;
    private static final long PATIENCE_MILLIS = 2_000;

    private static @Nullable Level usual;

    private Leaks() {}

    /** Begins to listen, and lets Netty look at every buffer. */
    public static synchronized void watch() {
        if (usual == null) {
            usual = ResourceLeakDetector.getLevel();
        }
        ResourceLeakDetector.setLevel(Level.PARANOID);
        // The detector of buffers is made once, with the first buffer, and can be reached in no other way afterwards.
        try {
            Field field = Class.forName("io.netty.buffer.AbstractByteBuf").getDeclaredField("leakDetector");
            field.setAccessible(true);
            if (field.get(null) instanceof ResourceLeakDetector<?> detector) {
                detector.setLeakListener((type, records) -> FOUND.add(type + " " + records));
            }
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("this Netty has no leak detector where 4.1 and 4.2 have it", changed);
        }
    }

    /** Lets Netty look at as many buffers as before. */
    public static synchronized void endWatch() {
        if (usual != null) {
            ResourceLeakDetector.setLevel(usual);
            usual = null;
        }
    }

    /**
     * Lets the garbage collector look for leaks.
     *
     * @return what was found since the last time
     */
    public static List<String> collect() {
        for (int round = 0; round < ROUNDS; round++) {
            awaitCollection();
            touch();
        }
        List<String> leaks = new ArrayList<>();
        for (String leak = FOUND.poll(); leak != null; leak = FOUND.poll()) {
            leaks.add(leak);
        }
        return leaks;
    }

    /** Waits until the collector has found something that was unreachable when this began. */
    private static void awaitCollection() {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        PhantomReference<Object> canary = new PhantomReference<>(new Object(), queue);
        System.gc();
        try {
            queue.remove(PATIENCE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        canary.clear();
    }

    /** The detector reports when the next buffers are made. */
    private static void touch() {
        for (int i = 0; i < 256; i++) {
            ByteBuf buffer = ByteBufAllocator.DEFAULT.buffer(16);
            buffer.release();
        }
    }
}
