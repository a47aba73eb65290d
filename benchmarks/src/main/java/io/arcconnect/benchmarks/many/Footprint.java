package io.arcconnect.benchmarks.many;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * What this process has at a moment.
 *
 * @param heap bytes that are left after collections
 * @param direct bytes of direct buffers
 * @param resident bytes that the system counts for the process, whatever they are for
 * @param threads live ones but those that run the user's code, at most 64 for a client, which come and go
 * @param descriptors open ones
 */
record Footprint(long heap, long direct, long resident, int threads, long descriptors) {

    private static final int COLLECTIONS = 3;
    private static final Duration PAUSE = Duration.ofMillis(300);

    /** Collects garbage and looks. */
    static Footprint now() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Mono.delay(PAUSE).block();
        }
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                direct,
                residentNow(),
                lastingThreads(),
                system().getOpenFileDescriptorCount());
    }

    /** {@return VmRSS of proc(5)} */
    private static long residentNow() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lastingThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("arc-user"))
                .count();
    }

    /** {@return CPU seconds of this process so far, all its threads, user and system} */
    static double cpuSeconds() {
        return system().getProcessCpuTime() / 1e9;
    }

    private static UnixOperatingSystemMXBean system() {
        return (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    }
}
