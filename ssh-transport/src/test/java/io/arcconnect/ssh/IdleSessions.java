package io.arcconnect.ssh;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Opens sessions in a JVM of its own, and fails when they keep more heap than they may or have threads. */
final class IdleSessions {

    private static final int AT_ONCE = 16;
    private static final int FEW = 50;
    private static final int MANY = 500;
    private static final long MOST_BYTES = 60 * 1024;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private IdleSessions() {}

    /** Arguments: key file and two fingerprints. */
    public static void main(String[] args) throws Exception {
        ChildJvm child = ChildJvm.connected();
        Ssh ssh = Ssh.as(System.getProperty("user.name"))
                .identity(SshIdentity.privateKey(Path.of(args[0])))
                .hostKeys(HostKeys.pinned(args[1], args[2]));

        List<SshSession> few = open(child, ssh, FEW);
        long heapWithFew = heap();
        Set<String> threadsWithFew = LibraryThreads.names();
        List<SshSession> more = open(child, ssh, MANY);
        long each = (heap() - heapWithFew) / MANY;
        Set<String> threads = LibraryThreads.names();

        System.out.printf(
                Locale.ROOT,
                "%d bytes for each of %d sessions; threads: %s, %s%n",
                each,
                MANY,
                threadsWithFew,
                threads);
        boolean alive = Boolean.TRUE.equals(Flux.concat(Flux.fromIterable(few), Flux.fromIterable(more))
                .flatMap(session -> session.exec("true"), AT_ONCE)
                .all(ExecResult::isSuccess)
                .block(LIMIT));
        child.arc().close().block(LIMIT);
        System.exit(alive && each <= MOST_BYTES && threads.equals(threadsWithFew) ? 0 : 1);
    }

    private static List<SshSession> open(ChildJvm child, Ssh ssh, int count) {
        return Flux.range(0, count)
                .flatMap(number -> child.machine().connect(ssh), AT_ONCE)
                .collectList()
                .block(LIMIT);
    }

    /** What is only reachable through references and cleaners goes in more than one collection. */
    private static long heap() {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Mono.delay(Duration.ofMillis(200)).block();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
