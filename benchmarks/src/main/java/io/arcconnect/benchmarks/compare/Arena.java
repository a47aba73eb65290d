package io.arcconnect.benchmarks.compare;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Servers, relays and contestants of a run, as far as what is asked for needs them. */
final class Arena implements Closeable {

    static final String AES128 = "aes128-gcm@openssh.com";
    static final String CHACHA = "chacha20-poly1305@openssh.com";

    private final Remains remains;
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
        this.remains = new Remains(
                Files.isWritable(memory)
                        ? Files.createTempDirectory(memory, "arc-compare")
                        : Files.createTempDirectory("arc-compare"));
        this.launcher = launcher;
        this.jdks = jdks;
    }

    /** {@return what can share servers and relays; no more JVMs than that wait while others are measured} */
    static Collection<Set<Discipline>> together(Set<Discipline> asked) {
        Map<String, Set<Discipline>> groups = new LinkedHashMap<>();
        for (Discipline each : asked) {
            String group = each.isChacha() ? "chacha" : "at " + each.roundTrip();
            groups.computeIfAbsent(group, name -> EnumSet.noneOf(Discipline.class))
                    .add(each);
        }
        return groups.values();
    }

    List<Contestant> contestants(Set<Discipline> asked) throws IOException, InterruptedException {
        List<Contestant> all = new ArrayList<>();
        Set<Discipline> near = EnumSet.copyOf(asked);
        near.removeIf(discipline -> discipline.isChacha() || discipline.roundTrip() > 0);
        if (!near.isEmpty()) {
            all.addAll(new Near(this, near, launcher).contestants());
        }
        Set<Discipline> chacha = EnumSet.copyOf(asked);
        chacha.removeIf(discipline -> !discipline.isChacha());
        if (!chacha.isEmpty()) {
            Site site = relay(sshd("chacha", CHACHA), 0);
            all.add(new OpenSsh(Names.SSH, chacha, site, CHACHA, 0, Optional.empty()));
            all.addAll(ours(Names.ARC, Library.ARC, chacha, site, 0));
            all.addAll(other("MINA, direct, its own choice of cipher", Library.MINA, chacha, site));
        }
        all.addAll(new Far(this, asked, launcher, 50).contestants());
        all.addAll(new Far(this, asked, launcher, 150).contestants());
        all.forEach(this::opened);
        return all;
    }

    static Set<Discipline> both(Set<Discipline> some, Set<Discipline> others) {
        Set<Discipline> both = EnumSet.noneOf(Discipline.class);
        both.addAll(some);
        both.retainAll(others);
        return both;
    }

    static Set<Discipline> without(Set<Discipline> some, Discipline one) {
        return both(some, EnumSet.complementOf(EnumSet.of(one)));
    }

    /** Ours, on every JDK. */
    List<Contestant> ours(String name, Library library, Set<Discipline> disciplines, Site site, int target)
            throws IOException {
        List<Contestant> all = new ArrayList<>();
        for (Path jdk : disciplines.isEmpty() ? List.<Path>of() : jdks) {
            String full = jdks.size() == 1 ? name : name + ", JDK " + Machine.feature(jdk);
            all.add(JavaContestant.start(full, library, jdk, disciplines, site, target));
        }
        return all;
    }

    /** Somebody else's library, on the first JDK. */
    List<Contestant> other(String name, Library library, Set<Discipline> disciplines, Site site) throws IOException {
        return disciplines.isEmpty()
                ? List.of()
                : List.of(JavaContestant.start(name, library, jdks.get(0), disciplines, site, 0));
    }

    SshdProcess sshd(String name, String ciphers) throws IOException, InterruptedException {
        return opened(SshdProcess.start(Files.createDirectory(remains.folder().resolve(name)), ciphers));
    }

    Site relay(SshdProcess sshd, int delayMillis) throws IOException {
        return opened(RelayProcess.start(sshd, delayMillis)).site();
    }

    int target() throws IOException {
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
        remains.close();
    }
}
