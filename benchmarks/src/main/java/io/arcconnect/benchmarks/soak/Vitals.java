package io.arcconnect.benchmarks.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import reactor.core.publisher.Mono;

/**
 * What this process holds, once nothing is under way.
 *
 * @param moment which one, for people
 * @param heap bytes that are left after a collection
 * @param direct bytes of direct buffers
 * @param threads live ones that no pool will let go
 * @param descriptors open ones; 0 where the system does not tell
 * @param journal entries that the emulator keeps for whoever asks it later
 */
record Vitals(String moment, long heap, long direct, int threads, long descriptors, long journal) {

    private static final long MIB = 1 << 20;

    /** Caches that are still filling. */
    private static final long HEAP_SLACK = 8 * MIB;

    /** A request or a dial that the emulator has recorded. */
    private static final long JOURNAL_ENTRY = 2_048;

    /** A chunk of Netty's pool. */
    private static final long DIRECT_SLACK = 4 * MIB;

    private static final int THREAD_SLACK = 4;
    private static final int DESCRIPTOR_SLACK = 8;
    private static final int MOST_COLLECTIONS = 10;
    private static final long SETTLED = MIB / 4;
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Collects garbage and looks. */
    static Vitals now(String moment, long journal) {
        return new Vitals(moment, settledHeap(), directBytes(), lastingThreads(), openDescriptors(), journal);
    }

    /** What is only reachable through references and cleaners goes in more than one collection. */
    private static long settledHeap() {
        long before = Long.MAX_VALUE;
        long now = collected();
        for (int i = 1; i < MOST_COLLECTIONS && before - now > SETTLED; i++) {
            before = now;
            now = collected();
        }
        return Math.min(before, now);
    }

    private static long collected() {
        System.gc();
        Mono.delay(PAUSE).block();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Without the pools that shrink by themselves after a minute: Reactor's elastic one and the emulated commands'. */
    private static int lastingThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("boundedElastic-") && !name.startsWith("arc-emulator-ssh-command"))
                .count();
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static long openDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    /** {@return what has grown since another moment, in words; empty when nothing has} */
    List<String> growthSince(Vitals earlier) {
        List<String> grown = new ArrayList<>();
        long allowed = HEAP_SLACK + JOURNAL_ENTRY * (journal - earlier.journal);
        note(grown, "bytes of heap", heap - earlier.heap, allowed);
        note(grown, "bytes of direct memory", direct - earlier.direct, DIRECT_SLACK);
        note(grown, "threads", threads - earlier.threads, THREAD_SLACK);
        note(grown, "descriptors", descriptors - earlier.descriptors, DESCRIPTOR_SLACK);
        return grown;
    }

    private void note(List<String> grown, String what, long more, long allowed) {
        if (more > allowed) {
            grown.add(moment + ": " + more + " " + what + " more, where " + allowed + " are fine");
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-8s heap %6.1f MiB  direct %5.1f MiB  threads %3d  descriptors %3d  journal %6d",
                moment,
                heap / (double) MIB,
                direct / (double) MIB,
                threads,
                descriptors,
                journal);
    }
}
