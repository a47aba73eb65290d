package io.arcconnect.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/** What must hold, whatever somebody sent. */
public final class Check {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Loading classes allocates too. */
    private static final long ALWAYS_FINE = 16L << 20;

    /** Objects for each byte, and what they are made of. */
    private static final long FINE_PER_BYTE = 2_048;

    private Check() {}

    /** Something that may throw. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    public static void that(boolean holds, String promise) {
        if (!holds) {
            throw new AssertionError("broken: " + promise);
        }
    }

    public static void same(Object one, Object other, String promise) {
        boolean equal =
                one instanceof byte[] a && other instanceof byte[] b ? Arrays.equals(a, b) : Objects.equals(one, other);
        if (!equal) {
            throw new AssertionError("broken: " + promise + "\n  one:   " + shown(one) + "\n  other: " + shown(other));
        }
    }

    /** Neither moves a cursor nor begins a line in a log. */
    public static void oneLine(String text) {
        boolean clean = text.codePoints().noneMatch(point -> switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        });
        that(clean, "one line without control characters: " + shown(text));
    }

    /**
     * Does something whose memory grows with what was sent, and not with what was announced. What seems too much is done
     * again: the first time loads classes, which a fuzzer instruments on the way.
     */
    public static void bounded(int length, Work work) throws Exception {
        long most = ALWAYS_FINE + FINE_PER_BYTE * length;
        if (allocatedBy(work) > most) {
            long allocated = allocatedBy(work);
            that(allocated <= most, length + " bytes of input made " + allocated + " bytes of objects");
        }
    }

    private static long allocatedBy(Work work) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /** Hands bytes on in pieces, of 1 to {@code longest} bytes each. */
    public static void inPieces(byte[] bytes, int longest, Consumer<ByteBuffer> taker) {
        for (int from = 0; from < bytes.length; from += longest) {
            taker.accept(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + longest))));
        }
    }

    private static String shown(Object value) {
        String text = value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
        StringBuilder plain = new StringBuilder();
        text.chars().limit(400).forEach(c -> {
            if (c < ' ' || c > '~') {
                plain.append(String.format("\\u%04x", c));
            } else {
                plain.append((char) c);
            }
        });
        return plain.toString();
    }
}
