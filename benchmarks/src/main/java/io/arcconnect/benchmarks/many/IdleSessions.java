package io.arcconnect.benchmarks.many;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshSession;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;

/** Sessions that are logged in and do nothing, all of them in this process, and what each one more costs. */
final class IdleSessions {

    /** Logins at a time. */
    private static final int AT_ONCE = 16;

    private static final int WARM_UP = 32;
    private static final int ASKED = 100;
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private record Place(ArcMachine machine, Ssh ssh) {}

    private final List<Place> places;
    private final List<SshSession> sessions = new ArrayList<>();

    /** One machine at each site: credentials are asked for once. */
    IdleSessions(List<Site> sites, List<ArcConnect> clients, KeyPair user) {
        List<Place> all = new ArrayList<>();
        for (int i = 0; i < sites.size(); i++) {
            Site site = sites.get(i);
            all.add(new Place(site.machines(clients.get(i), 1).get(0), site.ssh(user)));
        }
        this.places = all;
    }

    /** Opens some, closes them, and looks at what stays, which later steps are held against. */
    Footprint warmUp() {
        open(WARM_UP);
        answered(WARM_UP);
        Flux.fromIterable(sessions).flatMap(SshSession::close).blockLast(LIMIT);
        sessions.clear();
        return Footprint.now();
    }

    IdleStep measure(int step, Footprint none) {
        int more = step - sessions.size();
        double cpu = Footprint.cpuSeconds();
        long begun = System.nanoTime();
        open(more);
        double seconds = (System.nanoTime() - begun) / 1e9;
        double spent = Footprint.cpuSeconds() - cpu;
        answered(Math.min(ASKED, step));
        return new IdleStep(step, more / seconds, spent * 1_000 / more, none, Footprint.now());
    }

    private void open(int count) {
        int before = sessions.size();
        Flux.range(before, count)
                .map(number -> places.get(number % places.size()))
                .flatMap(place -> place.machine().connect(place.ssh()), AT_ONCE)
                .doOnNext(sessions::add)
                .blockLast(LIMIT);
    }

    /** Some of them all over, to see that they live. */
    private void answered(int some) {
        int every = sessions.size() / some;
        Long answers = Flux.range(0, some)
                .flatMap(number -> sessions.get(number * every).exec("true"), AT_ONCE)
                .filter(ExecResult::isSuccess)
                .count()
                .block(LIMIT);
        if (answers == null || answers != some) {
            throw new IllegalStateException(answers + " of " + some + " answered");
        }
    }
}
