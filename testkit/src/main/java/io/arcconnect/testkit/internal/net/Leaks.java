package io.arcconnect.testkit.internal.net;

import io.arcconnect.testkit.Leak;
import io.arcconnect.testkit.internal.watch.Garbage;
import io.arcconnect.testkit.internal.watch.Place;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Listens to what Netty's leak detector finds among buffers. */
public final class Leaks {

    private static final ConcurrentLinkedQueue<String> FOUND = new ConcurrentLinkedQueue<>();
    private static final int ROUNDS = 3;

    private static final Pattern FRAME = Pattern.compile("\\t([\\w.$]+)\\.([\\w$<>]+)\\(([\\w.$]+):(\\d+)\\)");
    private static final int MOST_FRAMES = 60;

    private static @Nullable Level usual;
    private static int watchers;

    private Leaks() {}

    /** Begins to listen, and lets Netty look at every buffer. */
    public static synchronized void watch() {
        watchers++;
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

    /** Lets Netty look at as many buffers as before, once everybody who watches has said so. */
    public static synchronized void endWatch() {
        if (--watchers == 0 && usual != null) {
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
            Garbage.collect();
            touch();
        }
        List<String> leaks = new ArrayList<>();
        for (String leak = FOUND.poll(); leak != null; leak = FOUND.poll()) {
            leaks.add(leak);
        }
        return leaks;
    }

    /** {@return as {@link #collect}, with the frames of whoever made each buffer} */
    public static List<Leak> found() {
        return collect().stream().map(Leaks::leak).toList();
    }

    private static Leak leak(String record) {
        // The last stack of a record is that of the buffer's making.
        String making = record.substring(Math.max(0, record.lastIndexOf("Created at:")));
        List<StackTraceElement> frames = FRAME.matcher(making)
                .results()
                .limit(MOST_FRAMES)
                .map(frame -> new StackTraceElement(
                        frame.group(1), frame.group(2), frame.group(3), Integer.parseInt(frame.group(4))))
                .toList();
        return new Leak(Leak.Kind.BUFFER, "a buffer that was dropped without being released", Place.readable(frames));
    }

    /** The detector reports when the next buffers are made. */
    private static void touch() {
        for (int i = 0; i < 256; i++) {
            ByteBuf buffer = ByteBufAllocator.DEFAULT.buffer(16);
            buffer.release();
        }
    }
}
