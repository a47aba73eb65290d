package io.arcconnect.benchmarks.compare;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Servers, relays and contestants of a run, as far as what is asked for needs them. */
final class Arena implements Closeable {

    private static final String AES128 = "aes128-gcm@openssh.com";
    private static final Set<Discipline> BYTES = EnumSet.of(Discipline.EXEC_DOWN, Discipline.EXEC_UP);

    private final Path directory;
    private final Path launcher;
    private final List<Path> jdks;
    private final Deque<Closeable> started = new ArrayDeque<>();

    /**
     * Makes one.
     *
     * @param launcher our command
     * @param jdks whose JVMs run our library; the first one's run the others too
     */
    Arena(Path launcher, List<Path> jdks) throws IOException {
        Path memory = Path.of("/dev/shm");
        // Files in memory: the disk is nobody's merit.
        this.directory = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "arc-compare")
                : Files.createTempDirectory("arc-compare");
        this.launcher = launcher;
        this.jdks = jdks;
    }

    List<Contestant> contestants(Set<Discipline> asked) throws IOException, InterruptedException {
        List<Contestant> all = new ArrayList<>();
        Set<Discipline> near = EnumSet.copyOf(asked);
        near.removeIf(discipline -> discipline.isChacha() || discipline.roundTrip() > 0);
        if (!near.isEmpty()) {
            SshdProcess sshd = sshd("near", "");
            Site site = relay(sshd, 0);
            int target = near.stream().anyMatch(Discipline::isThroughPort) ? target() : 0;
            all.add(new OpenSsh("ssh, direct", near, site, AES128, target, Optional.empty()));
            Set<Discipline> bytes = both(near, BYTES);
            if (!bytes.isEmpty()) {
                all.add(direct("ssh, direct, aes256-gcm", bytes, site, "aes256-gcm@openssh.com"));
                all.add(direct("ssh, direct, chacha20", bytes, site, "chacha20-poly1305@openssh.com"));
            }
            Set<Discipline> ours = both(near, EnumSet.complementOf(EnumSet.of(Discipline.COLD)));
            ProxyCommand proxy = ProxyCommand.of(site, launcher, "proxied");
            all.add(new OpenSsh("ssh + ProxyCommand, relay", near, site, AES128, target, Optional.of(proxy)));
            for (Path jdk : jdks) {
                all.add(ours("ArcConnect, relay", Library.ARC, jdk, ours, site, target));
                if (!bytes.isEmpty()) {
                    all.add(ours("ArcConnect, relay, onEventLoop", Library.ARC_LOOP, jdk, bytes, site, target));
                }
            }
        }
        all.forEach(started::push);
        return all;
    }

    private static Set<Discipline> both(Set<Discipline> some, Set<Discipline> others) {
        Set<Discipline> both = EnumSet.noneOf(Discipline.class);
        both.addAll(some);
        both.retainAll(others);
        return both;
    }

    private static Contestant direct(String name, Set<Discipline> disciplines, Site site, String cipher) {
        return new OpenSsh(name, disciplines, site, cipher, 0, Optional.empty());
    }

    private Contestant ours(String name, Library library, Path jdk, Set<Discipline> disciplines, Site site, int target)
            throws IOException {
        String full = jdks.size() == 1 ? name : name + ", JDK " + Machine.feature(jdk);
        return JavaContestant.start(full, library, jdk, disciplines, site, target);
    }

    private SshdProcess sshd(String name, String ciphers) throws IOException, InterruptedException {
        return opened(SshdProcess.start(Files.createDirectory(directory.resolve(name)), ciphers));
    }

    private Site relay(SshdProcess sshd, int delayMillis) throws IOException {
        return opened(RelayProcess.start(sshd, delayMillis)).site();
    }

    private int target() throws IOException {
        return opened(TargetProcess.start()).port();
    }

    private <T extends Closeable> T opened(T one) {
        started.push(one);
        return one;
    }

    @Override
    public void close() throws IOException {
        while (!started.isEmpty()) {
            started.pop().close();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
